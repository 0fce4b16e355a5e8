// The picture's own words, for those who read them and those who have them read out.
const hero = document.getElementById("hero");
const address = new URL(hero.src);
fetch(`${address.origin}${address.pathname}.json`)
  .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
  .then((index) => {
    const day = new Date(index.at).toLocaleDateString("en", { weekday: "long", day: "numeric", month: "long" });
    hero.alt = index.alt || hero.alt;
    hero.width = index.width;
    hero.height = index.height;
    document.getElementById("caption").textContent = index.alt ? `${index.alt}. ${day}.` : `${day}.`;
  })
  .catch(() => {
    // The page is whole without it.
  });
