// Streamlit's own names in the reader's language, and what a screen reader needs that it leaves out.

const NAMED = "[data-testid=stTooltipContent], [data-testid=InputInstructions], [role=listbox], " +
  "[data-testid=stStatusWidget], [role=dialog] h2, [role=menu]"

function keepMended(data) {
  let waiting = 0
  const mendSoon = () => { waiting ||= setTimeout(() => { waiting = 0; mend(data) }, 120) }
  const watch = new MutationObserver(mendSoon)
  watch.observe(document.body, { childList: true, subtree: true })
  mend(data)
  return () => { watch.disconnect(); clearTimeout(waiting) }
}

function mend(data) {
  mendNavigation(data.labels.pages)
  mendHeadings()
  if (data.language !== "en") speakOurs(data.names)
  const address = printedAddress()
  for (const line of document.querySelectorAll(".address-line"))
    if (line.textContent !== address) line.textContent = address // else this would mend itself for ever
}

function mendNavigation(name) { // Streamlit puts sections between the list and its items
  const list = document.querySelector("[data-testid=stSidebarNavItems]")
  if (!list) return
  put(list.closest("nav"), "aria-label", name)
  put(list, "role", "none")
  for (const section of list.children) {
    if (!section.querySelector(":scope > li")) continue
    put(section, "role", "list")
    put(section, "aria-label", section.querySelector("header")?.innerText || name)
  }
}

function mendHeadings() { // beneath the one title of the page there is no level left out
  for (const heading of document.querySelectorAll("h3:not([aria-level])")) put(heading, "aria-level", 2)
}

function speakOurs(names) {
  for (const one of document.querySelectorAll("[aria-label], [title]"))
    for (const attribute of ["aria-label", "title"]) {
      const ours = names[one.getAttribute(attribute)]
      if (ours) one.setAttribute(attribute, ours)
    }
  for (const place of document.querySelectorAll(NAMED)) {
    const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const ours = names[texts.currentNode.data.trim()]
      if (ours) texts.currentNode.data = ours
    }
  }
}

function put(element, name, value) {
  if (element && element.getAttribute(name) !== String(value)) element.setAttribute(name, value)
}

function printedAddress() {
  const address = new URL(location.href)
  for (const name of ["in", "embed", "embed_options"]) address.searchParams.delete(name)
  return decodeURI(address.href)
}
