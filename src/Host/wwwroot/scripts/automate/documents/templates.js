/** What new documents begin with. NAME becomes the document's name. */
export const scriptTemplates = [
    {
        label: 'One picture',
        text: `// Makes a picture and says what it was made with. Its pictures are in the gallery.
var pictures = await Imagine(Args.At(0, "a lighthouse in a storm"), steps: 20);
foreach (var picture in pictures)
{
    Log.Info($"{picture.Id}: seed {picture.Seed}");
}
`,
    },
    {
        label: 'A picture published every day',
        text: `// The day decides the seed: run again, it is the same picture.
var day = DateOnly.FromDateTime(DateTime.Today);
var pictures = await Imagine($"a meadow, {day:MMMM} morning", steps: 20, seed: (ulong)day.DayNumber);
await Publish(pictures[0], "NAME", alt: "A meadow this morning");
Log.Info("/published/NAME shows it");
`,
    },
    {
        label: 'One prompt, many seeds',
        text: `// The same prompt from seed to seed.
var first = Args.Option("seed", 1UL);
for (var seed = first; seed < first + 4; seed++)
{
    await Imagine(Args.At(0, "a city skyline at night"), steps: 20, seed: seed);
    Log.Info($"seed {seed} is in the gallery");
}
`,
    },
];

export const recipeTemplates = [
    {
        label: 'A hero picture, new every day',
        text: `description: The picture at the top of a page, made anew each day.
timeZone: ${Intl.DateTimeFormat().resolvedOptions().timeZone}
hemisphere: north

args:
  subject: a lighthouse

generate:
  seed: daily                  # the same day gives the same pictures
  steps: 20
  count: 3
  variants:
    - prompt: "{{args.subject}} in {{season}}, {{pick: soft light | golden light | low sun}}"

choose:
  best: 1
  scorers: { sharpness: 1, colourfulness: 0.5 }

post:
  formats: [webp, jpeg]

alt: "{{args.subject}} in {{season}}"

publish:
  - kind: site                 # /published/NAME on this server
`,
    },
    {
        label: 'Pictures only, nothing published',
        text: `description: Four pictures for the gallery.

generate:
  steps: 20
  count: 4
  variants:
    - prompt: "a {{pick: red | white | green}} sailboat on the sea, {{season}}"
`,
    },
];
