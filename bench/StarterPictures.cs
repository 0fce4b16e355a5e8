using System.Globalization;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline;
using Atelier.Generation;
using Atelier.Host.Configuration;
using Atelier.Host.Plugins;

namespace Atelier.Bench;

/// <summary>What the starter model makes after its weights were converted, beside what it makes as it ships.</summary>
internal sealed class StarterPictures : IDisposable
{
    private static readonly string[] Prompts = ["a lighthouse in a storm", "a red apple on a table", "a castle on a hill at night"];

    private readonly string _folder = Directory.CreateTempSubdirectory("atelier-bench-").FullName;
    private readonly ModelLoader _models;
    private readonly DiffusionPipeline _pipeline;
    private readonly string _starter;
    private readonly List<byte[]> _original;

    public StarterPictures()
    {
        var folders = AtelierFolders.Discover(Environment.CurrentDirectory, AppContext.BaseDirectory);
        var plugins = PluginHost.Start(folders.Plugins, new PluginLoader(PrivateCopies.OfUser(), PluginLoader.DefaultPatience));
        _starter = Path.Combine(folders.Models, "starter");
        _models = new ModelLoader(
            new ModelCatalog(folders.Models), _starter, new OnnxRuntimeOptions(), TimeProvider.System, allowPaths: true);
        var options =
            new PipelineOptions { Software = new RecipeSoftware(RecipeSoftware.Version, "", "", new Dictionary<string, string>()) };
        _pipeline = new DiffusionPipeline(plugins.Registry, _models, options, TimeProvider.System, () => 1);
        _original = Make(_starter);
    }

    /// <summary>The mean and the worst of the pictures' signal-to-noise ratios, in decibels.</summary>
    public string Likeness(Precision precision)
    {
        var converted = Path.Combine(_folder, precision.Name());
        ModelConverter.Convert(new ConversionRequest(_starter, converted, precision));
        var ratios = Make(converted).Zip(_original, Decibels).ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{ratios.Average():f1}, {ratios.Min():f1}");
    }

    public void Dispose()
    {
        _models.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private List<byte[]> Make(string model) => [.. Prompts.SelectMany((prompt, i) => _pipeline.Generate(
        new GenerationRequest { Prompt = prompt, Model = model, Steps = 20, Seed = 7 + (ulong)i }))
        .Select(made => made.Picture.Pixels.ToArray())];

    private static double Decibels(byte[] made, byte[] right)
    {
        var error = made.Zip(right, (a, b) => Math.Pow(a - b, 2)).Average();
        return error == 0 ? double.PositiveInfinity : 10 * Math.Log10(Math.Pow(byte.MaxValue, 2) / error);
    }
}
