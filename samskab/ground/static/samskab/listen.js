// @ts-check
// A time beside the text plays the sound from there. Without this the same link opens the sound by itself.

const sound = document.querySelector("audio#lyd");

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("[data-seconds]") : null;
  if (!(sound instanceof HTMLAudioElement) || !(link instanceof HTMLElement)) return;
  event.preventDefault();
  sound.currentTime = Number(link.dataset.seconds);
  void sound.play();
});
