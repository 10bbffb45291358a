"""Add articles: files, pasted text or an address; what was found, and what was not used and why."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from archive import Filters, Given, Outcome, Result, ingest
from extract.errors import UnreadableArticle
from extract.readers.limits import DEFAULT, admitted, megabytes
from views import (
    dating,
    fetching,
    intake,
    outcomes,
    panel,
    person,
    read_only,
    selection,
    store,
    words,
)
from views.highlight import plain

KINDS = ["txt", "md", "html", "htm", "mhtml", "pdf", "docx", "odt", "rtf", "eml", "mbox", "csv"]
KINDS += ["jsonl", "parquet", "zip"]
_NEW = (Result.KEPT, Result.NEAR_DUPLICATE)  # outcomes that brought an article in
_ASKED = 10  # so many files are asked for their origin one by one


def page() -> None:
    """Three ways in, then the outcome of what came in last."""
    st.title("Add articles", anchor=False)
    read_only.stop("New articles")
    st.caption(
        f"Articles are kept in {words.escaped(store.archive().where(), 120)}; everyone who opens "
        "this desk works with the same archive. Nothing is sent anywhere else."
    )
    queue = intake.intake()
    files, paste, address = st.tabs(["Files", "Paste text", "Web address"])
    with files:
        _files(queue)
    with paste:
        _paste()
    with address:
        fetching.form()
    intake.read_waiting()
    if queue.outcomes:
        _outcome(queue.outcomes)


def _files(queue: intake.Intake) -> None:
    uploads = st.file_uploader(
        "Articles",
        type=KINDS,
        accept_multiple_files=True,
        max_upload_size=20,
        key=f"files-{queue.generation}",
        help=f"One article a file, or many in a zip, mbox, csv, jsonl or parquet. At most "
        f"{DEFAULT.upload_files} files and {megabytes(DEFAULT.upload_bytes)} in one go.",
    )
    if not uploads:
        st.text(
            "Next you see what was found in each file: title, outlet, date, and whether it is here "
            "already. Nothing is kept before you press “Read”."
        )
        return
    uploads, refused = _within_limits(uploads)
    seen = [_seen(one) for one in uploads]
    rows = [(f, outcome) for f, found in zip(uploads, seen, strict=True) for outcome in found]
    for sentence, names in outcomes.refusals(refused).items():
        st.warning(f"{words.plural(len(names), 'file')}: {words.escaped(sentence, 300)}")
    st.dataframe(
        pd.DataFrame(
            {
                "File": [outcome.name for _, outcome in rows],
                "Size": [f"{f.size / 1024:,.0f} kB" for f, _ in rows],
                "Title found": [outcome.title for _, outcome in rows],
                "Outlet": [outcome.publisher or "" for _, outcome in rows],
                "Published": [words.day(outcome.published) for _, outcome in rows],
                "State": [_state(outcome) for _, outcome in rows],
            }
        ),
        hide_index=True,
        alt="The files, with what was found in each before reading",
        key=f"preview-{queue.generation}-{len(rows)}",
    )
    unknown = [f for f, found in zip(uploads, seen, strict=True) if _incomplete(found)]
    given = _origins(unknown[:_ASKED]) if unknown else {}
    taken = [(f.name, f.getvalue(), given.get(f.file_id, Given())) for f in uploads]
    label = f"Read {words.plural(len(uploads), 'file')}"
    st.button(
        label, type="primary", on_click=intake.take_uploads, args=(taken, refused), key="read-files"
    )


def _within_limits(uploads: list[Any]) -> tuple[list[Any], list[Outcome]]:
    """The files of this upload that are within its limits, and a refusal for each other one."""
    taken, refused = [], []
    answers = admitted((one.name, one.getvalue()) for one in uploads)
    for upload, answer in zip(uploads, answers, strict=True):
        if isinstance(answer, UnreadableArticle):
            why = {"reason": answer.reason, "remedy": answer.remedy}
            refused.append(Outcome(upload.name, Result.UNREADABLE, **why))
        else:
            taken.append(upload)
    return taken, refused


def _seen(upload: Any) -> list[Outcome]:
    known: dict[str, list[Outcome]] = st.session_state.setdefault("previews", {})
    if upload.file_id not in known:
        files = [(upload.name, upload.getvalue())]
        known[upload.file_id] = list(ingest.preview(store.writable(), files))
    return known[upload.file_id]


def _state(outcome: Outcome) -> str:
    return "new" if outcome.result is Result.KEPT else outcome.sentence


def _incomplete(found: list[Outcome]) -> bool:
    return len(found) == 1 and found[0].result is Result.KEPT and found[0].published is None


def _origins(uploads: list[Any]) -> dict[str, Given]:
    st.text(
        "These files do not say when they were published. “Last week” can only be dated if you do."
    )
    found = {}
    for upload in uploads:
        with st.expander(words.escaped(upload.name), expanded=len(uploads) == 1):
            found[upload.file_id] = _origin(upload.file_id)
    return found


def _origin(key: str) -> Given:
    left, right = st.columns(2)
    title = left.text_input("Title", key=f"title-{key}")
    outlet = right.text_input("Outlet", key=f"outlet-{key}", placeholder="who published it")
    published = left.date_input(
        "Published",
        value=None,
        key=f"published-{key}",
        format="DD/MM/YYYY",
        max_value=date(2100, 1, 1),
    )
    url = right.text_input("Web address", key=f"url-{key}", placeholder="https://…")
    return Given(title or None, outlet or None, published, url or None)


def _paste() -> None:
    with st.form("paste", clear_on_submit=False, border=False):
        text = st.text_area("Text of the article", height=220, key="paste-text")
        given = _origin("paste")
        st.caption("Without the day of publication, “last week” in the text has no date.")
        sent = st.form_submit_button("Read this text", type="primary")
    if not sent:
        return
    if not text.strip():
        st.warning("Paste the text of an article first.")
        return
    intake.take([(f"{given.title or 'pasted text'}.txt", text.encode(), given)])


def _outcome(found: list[Outcome]) -> None:
    st.subheader(intake.summary(found), anchor=False)
    outcomes.listing(found)
    kept = [one for one in found if one.article_id and one.result is not Result.UNREADABLE]
    ids = tuple(dict.fromkeys(str(one.article_id) for one in kept))
    if not ids:
        return
    dating.ask(ids)
    frame = store.figures(Filters(article_ids=ids, carried=True))
    new = [str(one.article_id) for one in kept if one.result in _NEW]
    with st.container(horizontal=True):
        see = st.button(
            "See them on the chart",
            type="primary",
            on_click=intake.show_on_chart,
            args=(ids,),
            disabled=frame.empty,
            key="see-on-chart",
        )
        review = st.button(
            "Review them",
            on_click=intake.review_these,
            args=(ids,),
            disabled=frame.empty,
            key="review-new",
        )
        if new:
            undo = (new, person.name())
            st.button("Undo this upload", on_click=intake.take_back, args=undo, key="undo-upload")
    if see:
        # Without parameters of its own, Streamlit refuses to leave a page whose filters are set.
        st.switch_page("views/overview.py", query_params=selection.parameter())
    if review:
        st.switch_page("views/review.py", query_params=selection.parameter())
    _found(frame, ids)


def _found(frame: pd.DataFrame, ids: tuple[str, ...]) -> None:
    left, right = st.columns([3, 2], gap="medium")
    with left:
        if frame.empty:
            st.text("No number in these texts was tied to people moving. That is a result.")
        else:
            rows = frame.iloc[::-1]
            selection.suggest(rows["figure_id"].iloc[0])
            selection.show_in_order(rows["figure_id"].tolist())
            records = rows.to_dict("records")
            table = pd.DataFrame(
                {
                    "Number": [words.headline(r) for r in records],
                    "Route": [words.route(r) for r in records],
                    "When": [words.period(r) for r in records],
                    "Said by": [words.said_by(r) for r in records],
                }
            )
            ids_shown = rows["figure_id"].tolist()
            selection.table(table, ids_shown, key="table-new", alt="Figures found just now")
        with st.expander("Numbers found and not used, with the reason"):
            _not_used(ids)
    with right:
        panel.show(key="panel-add")


def _not_used(ids: tuple[str, ...]) -> None:
    for article_id in ids[:20]:
        rows = store.writable().rejected_frame(article_id).to_dict("records")
        items = "".join(
            f"<li><b>{plain(r['surface'])}</b>: {plain(words.reason(r['reason']))}. "
            f"“{plain(' '.join(r['sentence'].split()))}”</li>"
            for r in rows
        )
        st.html(f'<ul class="w-list">{items or "<li>None in this article.</li>"}</ul>')


page()
