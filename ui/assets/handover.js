// Buttons that copy a text of the page or hand over a file. A file comes in the answer to its click, not by an address:
// what was typed last arrives before it, and no later run can take it away.
const HANDED = new Set();

export default function ({ data, parentElement, setTriggerValue, setStateValue }) {
  const bar = parentElement.querySelector(".bar"), told = parentElement.querySelector(".told");
  const buttons = data.buttons.map(([id, label]) => {
    // A button stays the same element: leaving a field begins a run, which may end while the button is held down.
    const button = bar.querySelector(`[data-id="${id}"]`) ?? document.createElement("button");
    button.type = "button";
    if (button.textContent !== label) button.textContent = label;
    button.dataset.id = id;
    button.onclick = () => (id === "copy" ? copy(data, told) : setTriggerValue("asked", { id, at: Date.now() }));
    return button;
  });
  if (buttons.length !== bar.children.length || buttons.some((one, at) => one !== bar.children[at])) {
    bar.replaceChildren(...buttons);
  }
  if (data.file && !HANDED.has(data.file.at)) {
    HANDED.add(data.file.at);
    hand(data.file);
    told.textContent = data.texts.handed;
    setStateValue("handed", data.file.at);
  }
}

function hand(file) {
  const bytes = Uint8Array.from(atob(file.content), (one) => one.charCodeAt(0));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: file.mime }));
  link.download = file.name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

async function copy(data, told) {
  const text = document.querySelector(data.source).textContent;
  told.textContent = (await copied(text)) ? data.texts.copied : data.texts.failed;
}

async function copied(text) {
  // The clipboard is there on HTTPS and on this machine alone; the older way works in an office network too.
  if (navigator.clipboard && window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch { /* not allowed: the older way */ }
  }
  const box = document.createElement("textarea");
  box.value = text;
  box.style.cssText = "position:fixed;opacity:0";
  document.body.append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  return done;
}
