const FLIGHT = 450;

/** Lets what has moved from one place on the screen to another be seen on its way; not for who asks for less motion. */
export function fly(from: DOMRect, to: HTMLElement): void {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const place = to.getBoundingClientRect();
  // What flies is a copy above everything: the columns cut off what leaves them.
  const ghost = to.cloneNode(true) as HTMLElement;
  ghost.setAttribute("aria-hidden", "true");
  ghost.removeAttribute("data-lead");
  ghost.className = `${to.className} board-flying`;
  Object.assign(ghost.style, {
    left: `${place.left}px`,
    top: `${place.top}px`,
    width: `${place.width}px`,
    height: `${place.height}px`,
    transform: "none",
  });
  document.body.append(ghost);
  const path = [
    { transform: `translate(${from.left - place.left}px, ${from.top - place.top}px)` },
    { transform: "translate(0, 0)" },
  ];
  const flight = ghost.animate(path, { duration: FLIGHT, easing: "ease-in-out" });
  const land = () => ghost.remove();
  flight.addEventListener("finish", land);
  flight.addEventListener("cancel", land);
}
