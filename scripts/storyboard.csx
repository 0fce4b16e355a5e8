// One subject through several scenes in one style: numbered pictures, and a page that shows them.
//
//   atelier run storyboard.csx "a small red house" story --style "watercolour, soft light" --steps 20
var subject = Args.At(0, "a small red house");
var board = Files.In(Args.At(1, "story"));
var style = Args.Option("style", "painting, soft light");
string[] scenes = ["on a green hill, morning", "by a lake, noon", "in a snowy forest, evening", "under a sky of stars, night"];

// The same seed and the same words keep what does not change; the scene is what changes.
var page = "<!doctype html><meta charset=utf-8><title>Storyboard</title><style>body{font:16px sans-serif;display:flex;gap:1em;flex-wrap:wrap}figure{margin:0}</style>";
for (var i = 0; i < scenes.Length; i++)
{
    var pictures = await Imagine($"{subject} {scenes[i]}, {style}", steps: Args.Option("steps", 20), seed: Args.Option("seed", 7UL));
    await board.WriteAsync($"scene-{i + 1}.png", await pictures[0].BytesAsync());
    page += $"<figure><img src=scene-{i + 1}.png alt=\"{scenes[i]}\"><figcaption>{i + 1}. {scenes[i]}</figcaption></figure>";
    Log.Info($"{i + 1} of {scenes.Length}: {scenes[i]}");
}

Log.Info(await board.WriteTextAsync("index.html", page));
