// A button beside each example that copies it; where it can't, the text can still be selected.
for (const button of document.querySelectorAll("button[data-copies]")) {
  const source = document.getElementById(button.dataset.copies);
  const before = button.textContent;
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.textContent.trim());
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = before; }, 2000);
    } catch {
      getSelection().selectAllChildren(source);
    }
  });
}
