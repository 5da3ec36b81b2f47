// The tour: one small panel beside the page, not over it, that can be left at any step.

function startTour(data) {
  document.querySelector(".tour")?.remove()
  const panel = document.createElement("section")
  panel.className = "tour"
  panel.setAttribute("aria-label", data.tour.name)
  document.body.append(panel)
  showStep(panel, data.tour, 0)
}

function showStep(panel, tour, at) {
  const last = tour.steps.length - 1
  const [target, text] = tour.steps[at]
  const said = Object.assign(document.createElement("p"), { textContent: text })
  const head = Object.assign(document.createElement("strong"), { textContent: `${tour.name} · ${at + 1}/${last + 1}` })
  said.setAttribute("aria-live", "polite")
  const buttons = document.createElement("div")
  if (at) buttons.append(button(tour.back, () => showStep(panel, tour, at - 1)))
  if (at < last) buttons.append(button(tour.skip, () => endTour(panel)))
  buttons.append(button(at < last ? tour.next : tour.done,
    () => at < last ? showStep(panel, tour, at + 1) : endTour(panel), { class: "tour-next" }))
  panel.replaceChildren(head, said, buttons)
  pointAt(target)
}

function pointAt(target) {
  for (const one of document.querySelectorAll(".tour-target")) one.classList.remove("tour-target")
  if (target) document.querySelector(target)?.classList.add("tour-target")
}

function endTour(panel) {
  pointAt("")
  panel.remove()
  remember({ toured: true })
}
