using System.CommandLine;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline;
using Atelier.Generation;
using Atelier.Host.Configuration;
using Atelier.Host.Plugins;
using Atelier.Host.Worker.Work;

namespace Atelier.Bench;

/// <summary>Claim: while somebody looks, previews take less than a hundredth of a generation's time.</summary>
internal static class Previews
{
    // As often as a worker makes them: see JobObserver.
    private const double PerSecond = 2.5;

    public static Command Command()
    {
        var model = new Option<string>("--model") { Description = "A model's name or path.", DefaultValueFactory = _ => "starter" };
        var size = new Option<int>("--size") { Description = "Pixels a side.", DefaultValueFactory = _ => 256 };
        var command = new Command("previews", "What previews cost: the share of the time at the pace they come, and the first of a model against one step.")
        {
            model,
            size,
        };
        command.SetAction(result => Run(result.GetValue(model)!, result.GetValue(size)));
        return command;
    }

    private static void Run(string model, int size)
    {
        const int steps = 40;
        var folders = AtelierFolders.Discover(Environment.CurrentDirectory, AppContext.BaseDirectory);
        var plugins = PluginHost.Start(folders.Plugins, new PluginLoader(PrivateCopies.OfUser(), PluginLoader.DefaultPatience));
        using var models =
            new ModelLoader(new ModelCatalog(folders.Models), model, new OnnxRuntimeOptions(), TimeProvider.System, allowPaths: true);
        var options =
            new PipelineOptions { Software = new RecipeSoftware(RecipeSoftware.Version, "", "", new Dictionary<string, string>()) };
        var pipeline = new DiffusionPipeline(plugins.Registry, models, options, TimeProvider.System, () => 1);
        var costs = new List<double>();
        var request = new GenerationRequest
        {
            Prompt = "a lighthouse in a storm",
            Model = model,
            Steps = steps,
            Width = size,
            Height = size,
            Seed = 7,
        };

        var made = pipeline.Generate(request, new Watcher(progress =>
        {
            if (progress.Estimate is not null)
            {
                costs.Add(Measure.Seconds(() => PreviewFile.Of(pipeline.Preview(progress)!)));
            }
        })).Single();
        var step = (made.Timings.Sample - costs.Sum()) / steps;
        var cost = Measure.Median(costs.Skip(2));
        Console.WriteLine($"{model}, {size}×{size}, {steps} steps, a preview at each");
        Console.WriteLine(
            $"  share of the time at {PerSecond} previews a second   {cost * PerSecond:0.0000}   ({cost * 1000:0.0} ms each)");
        Console.WriteLine($"  a model's first preview / one step               {costs[0] / step:0.00}");
    }

    private sealed class Watcher(Action<GenerationProgress> told) : IGenerationObserver
    {
        public void OnProgress(GenerationProgress progress) => told(progress);
    }
}
