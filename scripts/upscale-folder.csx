// Every picture of a folder, larger. What is there already is left alone, so that it can be run again.
//
//   atelier run upscale-folder.csx photos photos-large --scale 2 --upscaler lanczos
using Atelier.Scripting;

var (source, target) = (Files.In(Args[0]), Files.In(Args[1]));
var names = source.List("*.png;*.jpg;*.jpeg;*.webp");
var failed = 0;
foreach (var name in names.Where(name => !target.Exists(Path.ChangeExtension(name, ".png"))))
{
    try
    {
        var picture = await Upscale(await source.ReadAsync(name), Args.Option("scale", 2.0), Args.Option("upscaler", "lanczos"));
        await target.WriteAsync(Path.ChangeExtension(name, ".png"), await picture.BytesAsync());
        Log.Info($"{name}: {picture.Width} x {picture.Height}");
    }
    catch (ScriptException problem)
    {
        // One that is damaged is no reason to leave out the others.
        Log.Warning($"{name}: {problem.Message}");
        failed++;
    }
}

Log.Info($"{names.Count} pictures, {failed} failed");
