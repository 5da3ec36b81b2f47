// The sentences of a page, read by a voice of the device itself.

const SENTENCES = "h1, h2, h3, h4, [data-testid=stMetricLabel], [data-testid=stMetricValue], " +
  "[data-testid=stMarkdownContainer] :is(p, li)"
const UNREAD = "label, button, summary, a, [data-testid=stWidgetLabel], .reading, [aria-hidden=true]"
const LONGEST = 220 // letters at a time: longer ones break off in some browsers

function aloudButton(data) {
  return button(data.aloud.read, event => toggleAloud(event.target, data), { "data-aloud": "" })
}

function toggleAloud(pressed, data) {
  const voices = window.speechSynthesis
  if (voices?.speaking || voices?.pending) {
    voices.cancel()
    pressed.textContent = data.aloud.read
    return
  }
  findVoice(data.language, voice => readPage(voice, pressed, data))
}

function findVoice(language, then, tries = 10) { // a browser may take a moment to know its voices
  const voice = window.speechSynthesis?.getVoices().find(one => one.lang.toLowerCase().startsWith(language))
  if (voice || !tries || !window.speechSynthesis) return then(voice)
  setTimeout(() => findVoice(language, then, tries - 1), 100)
}

function readPage(voice, pressed, data) {
  pressed.closest(".reading-panel").querySelector(".reading-status").textContent = voice ? "" : data.aloud.none
  if (!voice) return
  const parts = pageSentences(data.aloud).flatMap(inBreaths)
  parts.forEach((text, n) => {
    const said = Object.assign(new SpeechSynthesisUtterance(text), { voice, lang: voice.lang })
    if (n === parts.length - 1) said.onend = () => { pressed.textContent = data.aloud.read }
    window.speechSynthesis.speak(said)
  })
  pressed.textContent = data.aloud.stop
}

function pageSentences(words) {
  return [...document.querySelectorAll("[data-testid=stMain]")].flatMap(main =>
    [...main.querySelectorAll(SENTENCES)]
      .filter(one => !one.closest(UNREAD) && one.checkVisibility?.() !== false)
      .map(one => spoken(one.innerText, words))
      .filter(Boolean))
}

function spoken(text, words) { // arrows before a number are words, others only repeat what follows
  return text.replace(/▲\s*(?=\d)/g, `${words.up} `).replace(/▼\s*(?=\d)/g, `${words.down} `)
    .replace(/[▲▼●○◆]/g, "").replace(/\s+/g, " ").trim()
}

function inBreaths(text) {
  const parts = []
  for (const sentence of text.split(/(?<=[.;:!?])\s/)) {
    const last = parts.at(-1)
    if (last && last.length + sentence.length < LONGEST) parts[parts.length - 1] = `${last} ${sentence}`
    else parts.push(sentence)
  }
  return parts
}
