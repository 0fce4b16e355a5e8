// One picture of many: how steps, guidance and sampler change it, laid out with labels.
//
//   atelier run xyz-grid.csx "a lighthouse in a storm" --out grid.png
using Atelier.Generation;

var prompt = Args.At(0, "a red house by a lake");
var job = await Jobs.RunAsync(new GenerationRequest
{
    Prompt = prompt,
    Seed = Args.Option("seed", 42UL),
    Grid = new GridPlan
    {
        X = new GridAxis("steps", Args.Option("steps", "5,10,20").Split(',')),
        Y = new GridAxis("guidanceSettings.scale", Args.Option("guidance", "2,5,8").Split(',')),
        Z = Args.Has("samplers") ? new GridAxis("sampler", Args.Option("samplers", "").Split(',')) : null,
    },
});

// Every cell is a picture of its own; the last is the grid.
Log.Info($"{job.Pictures.Count - 1} cells: {await job.Pictures[^1].SaveAsync(Args.Option("out", "grid.png"))}");
