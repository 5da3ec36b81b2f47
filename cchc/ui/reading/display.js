// What a reader sets for their own eyes: kept by the browser, known to no server.

const root = document.documentElement
const SIZES = [100, 115, 132] // per cent of the letters
const THEMES = ["Light", "Dark", "System"]
const SHEET = 980 // pixels a chart may be high on paper, with its heading above and notes below
const A_WHILE = 1800 // seconds
const KEPT = "cchcReading"

export default function ({ data: { words, ...states }, parentElement, setStateValue }) {
  const box = parentElement.querySelector(".reading")
  if (!box) return
  const data = { ...JSON.parse(words), ...states }
  root.lang = data.language
  document.cookie = `cchc_visit=1; path=/; max-age=${A_WHILE}; samesite=strict` // a reload is no new visit
  wear()
  tell = () => setStateValue("letters", recall().size || 0)
  if ((recall().size || 0) !== data.letters) tell()
  drawPanel(box, data)
  drawSkip(data.labels.skip)
  const stopMending = keepMended(data)
  const pressed = event => onKey(event, box)
  const outside = event => { if (box.open && !box.contains(event.target)) box.open = false }
  const again = event => { if (event.target.closest?.(".tour-again")) startTour(data) }
  document.addEventListener("keydown", pressed, true)
  document.addEventListener("pointerdown", outside)
  document.addEventListener("click", again)
  if (data.printing) printWhenDrawn()
  else if (!data.presenting && !recall().toured) startTour(data)
  return () => {
    stopMending()
    document.removeEventListener("keydown", pressed, true)
    document.removeEventListener("pointerdown", outside)
    document.removeEventListener("click", again)
  }
}

let tell = () => {} // charts are drawn elsewhere: who draws them learns the size

function recall() {
  try { return JSON.parse(localStorage.getItem(KEPT)) || {} } catch { return {} }
}

function remember(change) {
  try { localStorage.setItem(KEPT, JSON.stringify({ ...recall(), ...change })) } catch { /* private window */ }
}

function wear() { // what was chosen earlier
  const { size = 0, contrast = false } = recall()
  root.style.fontSize = size ? `${SIZES[size]}%` : ""
  root.classList.toggle("high-contrast", contrast)
  const app = document.querySelector("[data-testid=stApp]")
  root.classList.toggle("dark-paper", !!app && getComputedStyle(app).colorScheme === "dark")
}

function drawPanel(box, data) {
  const labels = data.labels
  box.querySelector("summary").textContent = labels.display
  const panel = box.querySelector(".reading-panel")
  if (panel.dataset.language === data.language) return refresh(panel)
  panel.dataset.language = data.language
  panel.replaceChildren(
    row(labels.size, sizeButton("A−", labels.smaller, -1), sizeButton("A+", labels.larger, +1)),
    row(labels.background, ...THEMES.map(theme => themeButton(theme, labels[theme]))),
    row("", contrastButton(labels.contrast)),
    row("", aloudButton(data), button(labels.print, openPrint)),
    row("", button(labels.tour, () => { box.open = false; startTour(data) })),
    statusLine(),
  )
  refresh(panel)
}

function row(label, ...buttons) {
  const made = document.createElement("div")
  made.className = "reading-row"
  if (label) {
    made.setAttribute("role", "group")
    made.setAttribute("aria-label", label)
    made.append(Object.assign(document.createElement("span"), { textContent: label }))
  }
  made.append(...buttons)
  return made
}

function button(text, onclick, more = {}) {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: text, onclick })
  for (const [name, value] of Object.entries(more)) made.setAttribute(name, value)
  return made
}

function statusLine() {
  const line = document.createElement("p")
  line.className = "reading-status"
  line.setAttribute("role", "status")
  return line
}

function sizeButton(text, label, step) {
  return button(text, event => {
    remember({ size: Math.min(Math.max((recall().size || 0) + step, 0), SIZES.length - 1) })
    changed(event)
    tell()
  }, { "aria-label": label, "data-step": step })
}

function contrastButton(label) {
  return button(label, event => {
    remember({ contrast: !recall().contrast })
    changed(event)
  }, { "data-contrast": "" })
}

function changed(event) {
  wear()
  refresh(event.target.closest(".reading-panel"))
  window.dispatchEvent(new Event("resize"))
}

function themeButton(theme, label) {
  return button(label, () => chooseTheme(theme), { "data-theme": theme })
}

function chooseTheme(theme) { // Streamlit keeps the theme per address and reads it at the start only
  const paths = [...document.querySelectorAll("[data-testid=stSidebarNavLink]")].map(link => new URL(link.href).pathname)
  try {
    for (const path of new Set(["/", location.pathname, ...paths]))
      localStorage.setItem(`stActiveTheme-${path}-v2`, JSON.stringify(theme))
  } catch { return }
  location.reload()
}

function themeNow() {
  try { return JSON.parse(localStorage.getItem(`stActiveTheme-${location.pathname}-v2`)) || "System" } catch { return "System" }
}

function refresh(panel) { // which buttons are pressed, and which lead no further
  const { size = 0, contrast = false } = recall()
  const theme = themeNow()
  for (const one of panel.querySelectorAll("[data-theme]"))
    one.setAttribute("aria-pressed", one.dataset.theme === theme)
  panel.querySelector("[data-contrast]").setAttribute("aria-pressed", contrast)
  panel.querySelector('[data-step="-1"]').disabled = size === 0
  panel.querySelector('[data-step="1"]').disabled = size === SIZES.length - 1
}

function onKey(event, box) {
  if (event.key === "Escape" && box.open) {
    box.open = false
    box.querySelector("summary").focus()
    event.stopPropagation()
  }
  if (event.key.toLowerCase() === "p" && (event.ctrlKey || event.metaKey) && !isPrintPage()) {
    event.preventDefault()
    openPrint()
  }
}

const isPrintPage = () => new URL(location.href).searchParams.get("in") === "1"

function openPrint() { // the same view, drawn for paper: whole tables, light, nothing to press
  const address = new URL(location.href)
  for (const [name, value] of [["in", "1"], ["embed", "true"], ["embed_options", "light_theme"]])
    address.searchParams.set(name, value)
  if (!window.open(address)) window.print()
}

function printWhenDrawn(tries = 100) {
  if (window.cchcPrinted) return
  const app = document.querySelector("[data-testid=stApp]")
  const isDrawn = app?.dataset.testScriptState === "notRunning" &&
    !document.querySelector("[data-stale=true], [data-testid$=Skeleton]") &&
    [...document.querySelectorAll(".stPlotlyChart")].every(chart => chart.querySelector(".main-svg"))
  if (!isDrawn && tries) return setTimeout(() => printWhenDrawn(tries - 1), 200)
  window.cchcPrinted = true
  for (const chart of document.querySelectorAll(".stPlotlyChart"))
    chart.style.setProperty("--on-a-sheet", Math.min(1, SHEET / chart.offsetHeight))
  setTimeout(() => window.print(), 300)
}

function drawSkip(text) { // the first thing a keyboard reaches
  let skip = document.querySelector(".skip-link")
  if (!skip) {
    skip = Object.assign(document.createElement("a"), { className: "skip-link", href: "#main" })
    skip.onclick = event => {
      event.preventDefault()
      const main = document.querySelector("[data-testid=stMain]")
      main.tabIndex = -1
      main.focus()
    }
    document.body.prepend(skip)
  }
  skip.textContent = text
}
