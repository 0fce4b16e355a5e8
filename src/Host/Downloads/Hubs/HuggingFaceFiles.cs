using System.Globalization;
using System.Text.RegularExpressions;
using Atelier.Host.Texts;

namespace Atelier.Host.Downloads;

/// <summary>Decides which files of a repository are fetched: of a diffusers folder what the engine opens, else one file.</summary>
internal static partial class HuggingFaceFiles
{
    private const string Index = "model_index.json";
    private const int Shown = 20;

    private static readonly string[] Root = [Index, "atelier-model.json", "README.md", "LICENSE", "LICENSE.md", "LICENSE.txt"];
    private static readonly string[] WithWeights = ["text_encoder", "text_encoder_2", "unet", "vae"];
    private static readonly string[] Needed = ["text_encoder", "unet", "vae"];
    private static readonly string[] Tokenizer = ["vocab.json", "merges.txt", "special_tokens_map.json", "tokenizer_config.json"];
    private static readonly string[] BaseNames = ["diffusion_pytorch_model", "model"];

    // Half precision is what nearly everyone runs, at half of the bytes.
    private static readonly string[] Variants = ["fp16", "", "bf16", "fp32"];

    /// <exception cref="DownloadException">There is nothing that can be opened here, or it has to be said which.</exception>
    public static (bool IsFolder, IReadOnlyList<OfferedFile> Files) Choose(IReadOnlyList<OfferedFile> all, ModelSource.HuggingFace source) =>
        source.File is null && all.Any(file => file.Path == Index)
            ? (true, Folder(all))
            : (false, [Single(all, source.File)]);

    private static IReadOnlyList<OfferedFile> Folder(IReadOnlyList<OfferedFile> all)
    {
        var weights = WithWeights.ToDictionary(component => component, component => Weights(all, component));
        foreach (var component in Needed.Where(component => weights[component].Count == 0))
        {
            var pickles =
                all.Any(file => file.Path.StartsWith(component + "/", StringComparison.Ordinal)
                    && file.Path.EndsWith(".bin", StringComparison.Ordinal));
            throw new DownloadException(DownloadFault.BadRequest, pickles
                ? $"its {component} is only there as a pickle (.bin), which can run code and is never opened; look for a revision or a copy with .safetensors"
                : $"it has no {component} in safetensors, so it is no Stable Diffusion model that can be opened here", "source");
        }

        string[] names =
        [
            .. Root,
            .. WithWeights.Where(component => weights[component].Count > 0).Select(component => $"{component}/config.json"),
            "scheduler/scheduler_config.json",
            .. Tokenizer.SelectMany(file => (string[])[$"tokenizer/{file}", $"tokenizer_2/{file}"]),
        ];

        // Small files first: what is wrong with a model shows before its gigabytes.
        return [.. all.Where(file => names.Contains(file.Path)), .. weights.Values.SelectMany(files => files)];
    }

    private static IReadOnlyList<OfferedFile> Weights(IReadOnlyList<OfferedFile> all, string component)
    {
        foreach (var variant in Variants)
        {
            foreach (var name in BaseNames.Select(name => $"{component}/{name}"))
            {
                var dotted = variant.Length == 0 ? "" : "." + variant;
                if (all.FirstOrDefault(file => file.Path == $"{name}{dotted}.safetensors") is { } whole)
                {
                    return [whole];
                }

                if (all.FirstOrDefault(file => file.Path == $"{name}.safetensors.index{dotted}.json") is { } index
                    && Shards(all, name, dotted) is { Count: > 0 } shards)
                {
                    return [index, .. shards];
                }
            }
        }

        return [];
    }

    // name-00001-of-00002.safetensors; with a variant name.fp16-00001-of-00002.safetensors, formerly name-00001-of-00002.fp16.safetensors.
    private static IReadOnlyList<OfferedFile> Shards(IReadOnlyList<OfferedFile> all, string name, string variant)
    {
        foreach (var (before, after) in ((string, string)[])[($"{name}{variant}", ".safetensors"), (name, $"{variant}.safetensors")])
        {
            var shards = all.Where(
                file => file.Path.StartsWith(before, StringComparison.Ordinal) && file.Path.EndsWith(after, StringComparison.Ordinal)
                && file.Path.Length > before.Length + after.Length && Numbering().IsMatch(file.Path[before.Length..^after.Length]))
                .ToList();
            if (shards.Count > 0
                && shards.Count == int.Parse(shards[0].Path[before.Length..^after.Length][^5..], CultureInfo.InvariantCulture))
            {
                return shards;
            }
        }

        return [];
    }

    private static OfferedFile Single(IReadOnlyList<OfferedFile> all, string? wanted)
    {
        var models = all.Where(file => ModelNames.WithoutEnding(file.Path) is not null).ToList();
        if (wanted is not null)
        {
            var found = models.FirstOrDefault(file => file.Path == wanted)
                ?? throw new DownloadException(
                    DownloadFault.BadRequest,
                    $"{OneLine.Quoted(wanted)} is not among its .safetensors and .onnx files{List(models)}", "file");
            return Local(found);
        }

        return models.Count switch
        {
            1 => Local(models[0]),
            0 => throw new DownloadException(
                DownloadFault.BadRequest,
                "it holds no .safetensors or .onnx file; other formats are not opened, and pickles never", "source"),
            _ => throw new DownloadException(
                DownloadFault.BadRequest,
                $"it holds several models; say which by its file's name{List(models)}", "file"),
        };
    }

    private static string List(List<OfferedFile> models) => models.Count == 0 ? ""
        : ": " + string.Join(", ", models.Take(Shown).Select(file => file.Path))
            + (models.Count > Shown ? $" and {models.Count - Shown} more" : "");

    private static OfferedFile Local(OfferedFile file)
    {
        var name = file.Path.Split('/')[^1];
        return file with { Path = ModelNames.Of(ModelNames.WithoutEnding(name)!) + Path.GetExtension(name).ToLowerInvariant() };
    }

    [GeneratedRegex(@"^-[0-9]{5}-of-[0-9]{5}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Numbering();
}
