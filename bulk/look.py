"""A first look at a text: whether it can hold a figure at all."""


def worth_reading(text: str) -> bool:
    return any(character.isdigit() for character in text)
