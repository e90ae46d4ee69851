// Keys go to the desk from the first moment, without a click.
addEventListener("load", () => {
  document.querySelector(".xterm-helper-textarea")?.focus();
});
