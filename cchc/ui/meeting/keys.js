// Keys of a presentation. Each presses the button of the bar that does the same, so that whatever a
// key does can be done and read without it. Streamlit's own keys and whoever types are left alone.

const KEYS = {
  ArrowRight: "next", PageDown: "next", ArrowLeft: "back", PageUp: "back",
  Escape: "end", "/": "find",
}
const TYPING = "input, textarea, select, [contenteditable=true], [role=combobox], [role=radio], canvas"

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector(".meeting-full")
  if (!button) return
  button.textContent = data.label
  button.hidden = !document.documentElement.requestFullscreen
  button.onclick = toggleFullScreen
  document.addEventListener("keydown", pressed, true) // before a box keeps Enter for itself
  return () => document.removeEventListener("keydown", pressed, true)
}

function toggleFullScreen() {
  if (document.fullscreenElement) document.exitFullscreen()
  else document.documentElement.requestFullscreen()
}

function pressed(event) {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return
  if (event.key === "Enter" && event.target.closest?.(".st-key-meeting-find-text")) return takeFirst()
  const name = KEYS[event.key]
  if (!name || event.target.closest?.(TYPING) || isOpen(name)) return
  const found = document.querySelector(`.st-key-meeting-${name} button`)
  if (!found || found.disabled) return
  event.preventDefault()
  found.click()
  if (name === "find") typeInto()
}

function isOpen(name) { // Escape closes what is open before it ends the meeting
  return name === "end" && document.querySelector("[data-testid=stPopoverBody], [role=dialog]")
}

function typeInto() {
  when(".st-key-meeting-find-text input", box => box.focus())
}

function takeFirst() { // what was typed last is answered a moment later
  setTimeout(() => when(".st-key-meeting-found button", first => first.click()), 600)
}

function when(selector, then, tries = 20) { // the server draws it, sooner or later
  const found = document.querySelector(selector)
  if (found) then(found)
  else if (tries) setTimeout(() => when(selector, then, tries - 1), 150)
}
