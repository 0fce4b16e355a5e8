using System.Text.Json;
using System.Text.Json.Serialization;
using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Pipeline;

/// <summary>
/// What a request that leaves a field out gets with a model: its own <c>atelier-model.json</c> (in the folder, or
/// <c>NAME.atelier-model.json</c> beside a single file), else what suits most models.
/// </summary>
public sealed record ModelDefaults
{
    private const string FileName = "atelier-model.json";

    /// <summary>Default 20.</summary>
    public int Steps { get; init; } = 20;

    /// <summary>Default 7.</summary>
    public double GuidanceScale { get; init; } = 7;

    /// <summary>Default <c>dpmpp_2m</c>.</summary>
    public string Sampler { get; init; } = "dpmpp_2m";

    /// <summary>Null takes the sampler's own default.</summary>
    public string? Schedule { get; init; }

    /// <summary>Pixels. Default: the size the UNet was trained at.</summary>
    public int Width { get; init; }

    /// <summary>Pixels. Default: the size the UNet was trained at.</summary>
    public int Height { get; init; }

    /// <summary>Reads the defaults of a model.</summary>
    /// <param name="checkpoint">The opened model.</param>
    /// <exception cref="CheckpointException">The file is there and is not valid.</exception>
    public static ModelDefaults Of(Checkpoint checkpoint)
    {
        var file = Directory.Exists(checkpoint.Path)
            ? Path.Combine(checkpoint.Path, FileName)
            : Path.ChangeExtension(checkpoint.Path, FileName);
        var given = File.Exists(file) ? Read(file) : null;
        var size = checkpoint.UNet.Config.SampleSize * checkpoint.Vae.Config.Factor;
        var common = new ModelDefaults();
        return new ModelDefaults
        {
            Steps = given?.Steps ?? common.Steps,
            GuidanceScale = given?.GuidanceScale ?? common.GuidanceScale,
            Sampler = given?.Sampler ?? common.Sampler,
            Schedule = given?.Schedule,
            Width = given?.Width ?? size,
            Height = given?.Height ?? size,
        };
    }

    /// <summary>The same with another size, where there is one.</summary>
    internal ModelDefaults Sized((int Width, int Height)? size) =>
        size is { } other ? this with { Width = other.Width, Height = other.Height } : this;

    private static ModelFileDefaults? Read(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return JsonSerializer.Deserialize(stream, ModelFileJson.Default.DefaultsFile)?.Defaults;
        }
        catch (JsonException exception)
        {
            throw new CheckpointException($"{file}: not valid: {exception.Message.ReplaceLineEndings(" ")}", exception);
        }
    }
}

/// <summary>The file <c>atelier-model.json</c>.</summary>
internal sealed record DefaultsFile(ModelFileDefaults? Defaults);

/// <summary>Its part that <see cref="ModelDefaults"/> is made of; what it leaves out is null.</summary>
internal sealed record ModelFileDefaults(int? Steps, double? GuidanceScale, string? Sampler, string? Schedule, int? Width, int? Height);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DefaultsFile))]
internal sealed partial class ModelFileJson : JsonSerializerContext;
