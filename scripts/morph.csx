// A short film from one prompt to another: the prompts' vectors and the noise move together, a frame at a time.
//
//   atelier run morph.csx "a red house in summer" "a white house in winter" --frames 16 --out morph.webp
using Atelier.Generation;
using Atelier.Scripting;

var (first, second) = (Args.At(0, "a red house on a green hill"), Args.At(1, "a white house in the snow"));
var (frames, steps) = (Args.Option("frames", 16), Args.Option("steps", 20));
var (from, to) = (Args.Option("from", 7UL), Args.Option("to", 8UL));
var path = Args.Option("out", "morph.webp");

// All are queued at once, so that the model never waits for the next.
var jobs = await Task.WhenAll(Enumerable.Range(0, frames).Select(i => Jobs.RunAsync(new GenerationRequest
{
    Prompt = first,
    Blend = new PromptBlend { Prompt = second, Weight = Ease(i / (frames - 1.0)) },
    Seed = from,
    Variation = new Variation { Seed = to, Strength = Ease(i / (frames - 1.0)) },
    Steps = steps,
})));

var film = await Pictures.AnimateAsync(
    jobs.Select(job => (PictureSource)job.Pictures[0]), format: Path.GetExtension(path) == ".gif" ? "gif" : "webp", delay: Args.Option("delay", 90), bounce: true);
Log.Info(await film.SaveAsync(path));

// Slow at both ends, where it turns.
double Ease(double t) => t * t * (3 - 2 * t);
