// A finger has no pointer to hover with, and plotly selects the mark that was hovered over last:
// without this, a tap would select the mark of the tap before.
if (!window.whenceTouch) {
  window.whenceTouch = true;
  document.addEventListener(
    "touchstart",
    (event) => {
      const touch = event.touches[0];
      if (!event.target.closest(".js-plotly-plot")) return;
      const at = { clientX: touch.clientX, clientY: touch.clientY };
      event.target.dispatchEvent(new MouseEvent("mousemove", { ...at, bubbles: true }));
    },
    { capture: true, passive: true },
  );
}
