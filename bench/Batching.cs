using System.CommandLine;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline;
using Atelier.Generation;
using Atelier.Host.Configuration;
using Atelier.Host.Plugins;

namespace Atelier.Bench;

/// <summary>
/// Question: are pictures made together in one pass faster than one after another, and are they the same to the last bit? Both are needed
/// before a worker may take jobs together.
/// </summary>
internal static class Batching
{
    public static Command Command()
    {
        var model = new Option<string>("--model") { Description = "A model's name or path.", DefaultValueFactory = _ => "starter" };
        var provider = new Option<string>("--provider") { Description = "cpu or cuda.", DefaultValueFactory = _ => "cpu" };
        var steps = new Option<int>("--steps") { Description = "Steps of a generation.", DefaultValueFactory = _ => 10 };
        var sizes = new Option<int[]>("--sizes")
        {
            Description = "Pixels a side.",
            DefaultValueFactory = _ => [64, 128, 256],
            AllowMultipleArgumentsPerToken = true,
        };
        var runs = new Option<int>("--runs") { Description = "Measured rounds, after one that warms up.", DefaultValueFactory = _ => 5 };
        var command = new Command("batching", "Pictures in one pass against one after another: time, and whether they are the same.")
        {
            model,
            provider,
            steps,
            sizes,
            runs,
        };
        command.SetAction(result => Run(
            result.GetValue(model)!, result.GetValue(provider)!, result.GetValue(steps), result.GetValue(sizes)!, result.GetValue(runs)));
        return command;
    }

    private static void Run(string model, string provider, int steps, int[] sizes, int runs)
    {
        var folders = AtelierFolders.Discover(Environment.CurrentDirectory, AppContext.BaseDirectory);
        var plugins = PluginHost.Start(folders.Plugins, new PluginLoader(PrivateCopies.OfUser(), PluginLoader.DefaultPatience));
        using var models = new ModelLoader(
            new ModelCatalog(folders.Models), model, new OnnxRuntimeOptions { Provider = provider }, TimeProvider.System, allowPaths: true);
        var options =
            new PipelineOptions { Software = new RecipeSoftware(RecipeSoftware.Version, "", "", new Dictionary<string, string>()) };
        var pipeline = new DiffusionPipeline(plugins.Registry, models, options, TimeProvider.System, () => 1);
        Console.WriteLine($"{model} on {provider}, {steps} steps, {runs} rounds; together / alone, medians");
        Console.WriteLine("  side  batch  time   processor time   pictures that differ");
        foreach (var size in sizes)
        {
            foreach (var batch in (int[])[2, 4, 8])
            {
                Compare(pipeline,
                    new GenerationRequest
                    {
                        Prompt = "a lighthouse in a storm",
                        Model = model,
                        Steps = steps,
                        Width = size,
                        Height = size,
                        Seed = 7,
                    }, batch, runs);
            }
        }
    }

    private static void Compare(DiffusionPipeline pipeline, GenerationRequest request, int batch, int runs)
    {
        byte[][] together = [], alone = [];
        double[] Round()
        {
            double togetherTime = 0, aloneTime = 0;
            var togetherWork =
                Measure.ProcessorSeconds(
                    () => togetherTime = Measure.Seconds(() => together = Make(pipeline, request with { BatchSize = batch })));
            var aloneWork =
                Measure.ProcessorSeconds(() => aloneTime = Measure.Seconds(() => alone = Make(pipeline, request with { Count = batch })));
            return [togetherTime / aloneTime, togetherWork / aloneWork];
        }

        Round();
        var rounds = Enumerable.Range(0, runs).Select(_ => Round()).ToArray();
        var different = together.Zip(alone).Count(pair => !pair.First.AsSpan().SequenceEqual(pair.Second));
        Console.WriteLine(
            $"  {request.Width,4}  {batch,5}  {Measure.Median(rounds.Select(round => round[0])):0.00}   {Measure.Median(rounds.Select(round => round[1])):0.00}             {different} of {batch}");
    }

    private static byte[][] Make(DiffusionPipeline pipeline, GenerationRequest request) =>
        [.. pipeline.Generate(request).Select(made => made.Picture.Pixels.ToArray())];
}
