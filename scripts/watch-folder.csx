// Pictures that are dropped into a folder come out of another: larger, or with --prompt painted anew from what they show.
//
//   atelier run watch-folder.csx in out --scale 2
//   atelier run watch-folder.csx in out --prompt "an oil painting" --strength 0.5
//
// It watches until Ctrl+C; with --once it ends when the folder is empty.
using Atelier.Scripting;

var (source, target) = (Files.In(Args[0]), Files.In(Args[1]));
Directory.CreateDirectory(source.Folder);
Log.Info($"watching {source.Folder}");
while (!Cancellation.IsCancellationRequested)
{
    var waiting = source.List("*.png;*.jpg;*.jpeg;*.webp");
    foreach (var name in waiting)
    {
        try
        {
            var file = await source.ReadAsync(name);
            ScriptPicture made = Args.Has("prompt")
                ? (await Imagine(Args.Option("prompt", ""), image: file, strength: Args.Option("strength", 0.5), steps: Args.Option("steps", 20)))[0]
                : await Upscale(file, Args.Option("scale", 2.0));
            await target.WriteAsync(Path.ChangeExtension(name, ".png"), await made.BytesAsync());
            source.Move(name, $"done/{name}");
            Log.Info($"{name}: {made.Width} x {made.Height}");
        }
        catch (ScriptException problem)
        {
            // One that is still being copied is damaged until it is whole: it is tried again, and set aside when it stays so.
            var age = DateTime.UtcNow - File.GetLastWriteTimeUtc(source.PathOf(name));
            if (age > TimeSpan.FromSeconds(10) || Args.Has("once"))
            {
                Log.Warning($"{name}: {problem.Message}");
                source.Move(name, $"failed/{name}");
            }
        }
    }

    if (Args.Has("once") && waiting.Count == 0)
    {
        break;
    }

    await Task.Delay(TimeSpan.FromSeconds(1), Cancellation);
}
