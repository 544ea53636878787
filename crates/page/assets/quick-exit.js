// Leaves at once, by the link or by pressing Shift three times, and without a way back.

const link = document.querySelector("a[data-quick-exit]");
const pauseMilliseconds = 1500;
let presses = [];

function leave() {
  document.body.hidden = true;
  location.replace(link.href);
}

link?.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});

addEventListener("keydown", (event) => {
  if (event.key !== "Shift") {
    presses = [];
    return;
  }
  if (event.repeat) {
    return;
  }
  presses = presses.filter((at) => event.timeStamp - at < pauseMilliseconds);
  presses.push(event.timeStamp);
  if (link && presses.length >= 3) {
    leave();
  }
});
