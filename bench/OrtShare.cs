using System.CommandLine;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline;
using Atelier.Generation;
using Atelier.Host.Configuration;
using Atelier.Host.Plugins;

namespace Atelier.Bench;

/// <summary>Claim: of a generation's time from prompt to pixels, nearly all is spent inside ONNX Runtime.</summary>
internal static class OrtShare
{
    public static Command Command()
    {
        var model = new Option<string>("--model") { Description = "A model's name or path.", DefaultValueFactory = _ => "starter" };
        var steps = new Option<int>("--steps") { Description = "Steps of a generation.", DefaultValueFactory = _ => 20 };
        var runs = new Option<int>("--runs")
        {
            Description = "Measured generations, after one that warms up.",
            DefaultValueFactory = _ => 7,
        };
        var command = new Command("ort-share", "Time inside ONNX Runtime over the time of the whole generation.") { model, steps, runs };
        command.SetAction(result => Run(result.GetValue(model)!, result.GetValue(steps), result.GetValue(runs)));
        return command;
    }

    private static void Run(string model, int steps, int runs)
    {
        var folders = AtelierFolders.Discover(Environment.CurrentDirectory, AppContext.BaseDirectory);
        var plugins = PluginHost.Start(folders.Plugins, new PluginLoader(PrivateCopies.OfUser(), PluginLoader.DefaultPatience));
        using var models =
            new ModelLoader(new ModelCatalog(folders.Models), model, new OnnxRuntimeOptions(), TimeProvider.System, allowPaths: true);
        var options =
            new PipelineOptions { Software = new RecipeSoftware(RecipeSoftware.Version, "", "", new Dictionary<string, string>()) };
        var pipeline = new DiffusionPipeline(plugins.Registry, models, options, TimeProvider.System, () => 1);

        StageTimings Generate(ulong seed) => pipeline.Generate(new GenerationRequest
        {
            Prompt = $"a lighthouse in a storm, number {seed}",
            Model = model,
            Steps = steps,
            Seed = seed,
        }).Single().Timings;

        Generate(0);
        var timings = Enumerable.Range(1, runs).Select(seed => Generate((ulong)seed)).ToArray();
        Console.WriteLine($"{model}, {steps} steps, {runs} generations of another prompt each");
        Console.WriteLine(
            $"  time inside ONNX Runtime / time from prompt to pixels   {Measure.Median(timings.Select(timing => timing.Runtime / timing.Generation)):0.000}");
        Console.WriteLine(
            $"  the same, lowest and highest                            {timings.Min(timing => timing.Runtime / timing.Generation):0.000} to {timings.Max(timing => timing.Runtime / timing.Generation):0.000}");
    }
}
