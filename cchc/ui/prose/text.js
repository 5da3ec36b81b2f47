// The text of a report with its figures marked. What hovers here shows in the table beside it and
// the other way round, without a run of the page. Text from data only ever becomes text nodes.

const kept = new WeakMap() // host -> what one drawn text holds on to

export default function ({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector(".prose")
  if (!host) return
  const state = kept.get(host) ?? begin(host)
  state.send = place => setTriggerValue("chosen", place)
  const drawing = JSON.stringify(data)
  if (state.drawing !== drawing) draw(host, state, data)
  state.drawing = drawing
  return () => end(host)
}

function begin(host) {
  const state = { marks: [], moved: event => hoverTable(state, event), card: part("prose-card") }
  state.bar = part("prose-bar")
  state.add = part("prose-add", "button")
  state.add.type = "button"
  state.card.setAttribute("role", "status")
  for (const one of [state.card, state.bar, state.add]) one.hidden = true
  host.after(state.card, state.bar, state.add)
  state.selected = () => offerSelection(host, state)
  document.addEventListener("pointermove", state.moved)
  document.addEventListener("selectionchange", state.selected)
  state.scrolled = () => hideCard(state)
  document.addEventListener("scroll", state.scrolled, true)
  kept.set(host, state)
  return state
}

function end(host) {
  const state = kept.get(host)
  if (!state) return
  document.removeEventListener("pointermove", state.moved)
  document.removeEventListener("selectionchange", state.selected)
  document.removeEventListener("scroll", state.scrolled, true)
  for (const one of [state.card, state.bar, state.add]) one.remove()
  kept.delete(host)
}

function part(name, tag = "div", text = "") {
  const made = document.createElement(tag)
  made.className = name
  made.textContent = text
  return made
}

// --- drawing

function draw(host, state, data) {
  const top = host.scrollTop
  state.data = data
  state.marks = []
  host.replaceChildren(...data.paragraphs.map(sentences => paragraph(state, sentences)))
  host.scrollTop = top
  const first = host.querySelector("mark")
  const below = first && first.offsetTop - host.offsetTop > host.clientHeight * 0.7
  if (below && !state.drawing) host.scrollTop = first.offsetTop - host.offsetTop - 120
  host.onkeydown = event => event.key === "Escape" && leave(state)
  const wanted = host.querySelector(".is-asked")
  if (wanted) host.scrollTop = wanted.offsetTop - host.offsetTop - host.clientHeight / 3
}

function paragraph(state, sentences) {
  const made = document.createElement("p")
  for (const sentence of sentences) {
    const span = document.createElement("span")
    span.dataset.sentence = sentence.number
    if (state.data.asked.includes(sentence.number)) span.className = "is-asked"
    span.append(...sentence.runs.map(([text, mark]) => run(state, text, mark)))
    made.append(span, " ")
  }
  return made
}

function run(state, text, place) {
  if (place === null) return document.createTextNode(text)
  const mark = state.data.marks[place]
  const made = document.createElement("mark")
  made.textContent = text
  made.className = `is-${mark.kind} is-${mark.state}`
  made.classList.toggle("is-short", text.length < 24)
  made.dataset.label = mark.label
  if (!mark.lines.length) return made
  made.tabIndex = 0
  made.setAttribute("role", "button")
  made.setAttribute("aria-label", `${text}: ${mark.lines.join(", ")}`)
  made.onpointerenter = made.onfocus = () => enter(state, made, mark)
  made.onpointerleave = made.onblur = () => leave(state)
  made.onclick = () => pick(state, mark)
  made.onkeydown = event => event.key === "Enter" && pick(state, mark)
  state.marks.push({ made, mark })
  return made
}

// --- from the text to the table

function enter(state, made, mark) {
  leave(state)
  made.classList.add("is-shown")
  state.card.replaceChildren(
    ...mark.lines.map((line, n) => part(n ? "" : "prose-card-title", "p", line))
  )
  state.card.hidden = false
  const at = made.getBoundingClientRect()
  const size = state.card.getBoundingClientRect()
  const below = at.bottom + size.height + 12 < window.innerHeight
  state.card.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - size.width - 8))}px`
  state.card.style.top = `${below ? at.bottom + 6 : at.top - size.height - 6}px`
  if (mark.rows.length) showRow(state, mark.rows[0])
}

function hideCard(state) {
  state.card.hidden = true
  state.bar.hidden = true
}

function leave(state) {
  hideCard(state)
  for (const { made } of state.marks) made.classList.remove("is-shown")
}

function pick(state, mark) {
  if (mark.rows.length) bringRow(state, mark.rows[0])
  else if (mark.place) state.send({ ...mark.place, turn: Date.now() })
}

// --- the table: a canvas whose rows are told by the number in their first cell

function table(state) {
  const box = state.data.table && document.querySelector(`.st-key-${state.data.table}`)
  const canvas = box?.querySelector('[data-testid="data-grid-canvas"]')
  return canvas && { canvas, scroller: box.querySelector(".dvn-scroller") }
}

function shownRows(canvas) {
  const cells = canvas.querySelectorAll('tbody [role="gridcell"][aria-colindex="1"]')
  return [...cells].map(cell => [
    Number(cell.closest("tr").getAttribute("aria-rowindex")) - 2,
    Number(cell.textContent),
  ])
}

function showRow(state, number) {
  const found = table(state)
  if (!found) return
  const known = shownRows(found.canvas).find(([, shown]) => shown === number)
  const row = known ? known[0] : number - 1
  const at = found.canvas.getBoundingClientRect()
  const { row_height: height, header_height: header } = state.data
  const top = header + row * height - (found.scroller?.scrollTop ?? 0)
  if (top < header || top + height > at.height + 1) return
  Object.assign(state.bar.style, {
    left: `${at.left}px`, top: `${at.top + top}px`, width: `${at.width}px`, height: `${height}px`,
  })
  state.bar.hidden = false
}

function bringRow(state, number) {
  const found = table(state)
  const text = state.card.previousElementSibling.getBoundingClientRect()
  const isBeside = found && found.canvas.getBoundingClientRect().left >= text.right
  if (!isBeside) return // on a phone the card says it; the page does not jump
  found.canvas.scrollIntoView({ block: "nearest", behavior: "smooth" })
  if (found.scroller) found.scroller.scrollTop = (number - 3) * state.data.row_height
  setTimeout(() => showRow(state, number), 350)
}

function hoverTable(state, event) {
  const found = event.target.closest?.(`.st-key-${state.data?.table}`) && table(state)
  if (!found) {
    if (state.hovered) unhover(state)
    return
  }
  const { row_height: height, header_height: header } = state.data
  const below = event.clientY - found.canvas.getBoundingClientRect().top - header
  const row = Math.floor((below + (found.scroller?.scrollTop ?? 0)) / height)
  const known = shownRows(found.canvas).find(([shown]) => shown === row)
  hoverNumber(state, below < 0 ? 0 : known ? known[1] : row + 1)
}

function hoverNumber(state, number) {
  if (state.hovered === number) return
  unhover(state)
  state.hovered = number
  const shown = state.marks.find(({ mark }) => mark.rows.includes(number))
  if (!shown) return
  shown.made.classList.add("is-shown")
  const box = shown.made.closest(".prose")
  const at = shown.made.offsetTop - box.offsetTop
  const hidden = at < box.scrollTop + 20 || at > box.scrollTop + box.clientHeight - 40
  if (hidden) box.scrollTo({ top: at - box.clientHeight / 3, behavior: "smooth" })
}

function unhover(state) {
  state.hovered = 0
  for (const { made } of state.marks) made.classList.remove("is-shown")
}

// --- a figure by selecting its number

function offerSelection(host, state) {
  const place = state.data?.selectable ? selected(host) : null
  state.add.hidden = !place
  if (!place) return
  state.add.textContent = `+ Thêm số liệu «${place.text}»`
  state.add.style.left = `${Math.max(8, Math.min(place.at.left, window.innerWidth - 240))}px`
  state.add.style.top = `${place.at.bottom + 8}px`
  state.add.onpointerdown = event => event.preventDefault()
  state.add.onclick = () => {
    const { sentence, start, end } = place
    state.send({ sentence, start, end, turn: Date.now() })
    getSelection().removeAllRanges()
  }
}

function selected(host) {
  const selection = getSelection()
  if (!selection.rangeCount || selection.isCollapsed) return null
  const range = selection.getRangeAt(0)
  const from = sentenceOf(range.startContainer), to = sentenceOf(range.endContainer)
  if (!from || from !== to || !host.contains(from)) return null
  const text = range.toString()
  if (!/\d/.test(text) || text.length > 60) return null
  const before = document.createRange()
  before.selectNodeContents(from)
  before.setEnd(range.startContainer, range.startOffset)
  const start = [...before.toString()].length // as Python counts: by code point
  return {
    sentence: Number(from.dataset.sentence), start, end: start + [...text].length, text,
    at: range.getBoundingClientRect(),
  }
}

function sentenceOf(node) {
  return (node.nodeType === 1 ? node : node.parentElement)?.closest("[data-sentence]")
}
