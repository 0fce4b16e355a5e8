using System.Runtime.CompilerServices;
using Atelier.Adapters;

namespace Atelier.Lora.Names;

/// <summary>
/// A model's layers by every name that files give them. All spellings of each layer are written out, since underscores cannot be taken
/// apart again (AUTOMATIC1111 does so too, <c>networks.py</c>).
/// </summary>
internal sealed class TargetNames
{
    private const string TextModel = "text_model.";

    // Several formats look at one file and model after another.
    private static readonly ConditionalWeakTable<AdapterModel, TargetNames> Known = [];

    private readonly Dictionary<string, AdapterTarget> _byName = new(StringComparer.Ordinal);

    private TargetNames(AdapterModel model)
    {
        var original = new OriginalNames(model.Targets);
        foreach (var target in model.Targets)
        {
            foreach (var name in Spellings(target, original).SelectMany(Endings))
            {
                _byName.TryAdd(name, target);
            }
        }
    }

    public static TargetNames Of(AdapterModel model) => Known.GetValue(model, model => new TargetNames(model));

    /// <summary>The layer of a name as files spell it; null where this model has none.</summary>
    public AdapterTarget? Find(string name)
    {
        name = name.StartsWith("base_model.model.", StringComparison.Ordinal) ? name["base_model.model.".Length..] : name;
        return _byName.GetValueOrDefault(name) ?? _byName.GetValueOrDefault(name.Replace(".processor.", ".", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Spellings(AdapterTarget target, OriginalNames original) => target.Component switch
    {
        "unet" => UNet(target.Path, original.Of(target.Path)),
        "text_encoder" => Text(target.Path, "text_encoder", ["lora_te", "lora_te1", "lycoris_te", "lycoris_te1"]),
        "text_encoder_2" => Text(target.Path, "text_encoder_2", ["lora_te2", "lycoris_te2"]),
        _ => [],
    };

    private static IEnumerable<string> UNet(string path, string? original)
    {
        yield return $"unet.{path}";
        yield return path;
        yield return $"lora_unet_{Flat(path)}";
        yield return $"lycoris_{Flat(path)}";
        yield return $"lycoris_unet_{Flat(path)}";
        if (original is not null)
        {
            yield return $"lora_unet_{Flat(original)}";
            yield return $"lycoris_unet_{Flat(original)}";
            yield return $"diffusion_model.{original}";
            yield return $"model.diffusion_model.{original}";
        }
    }

    private static IEnumerable<string> Text(string path, string component, string[] prefixes)
    {
        yield return $"{component}.{path}";
        foreach (var prefix in prefixes)
        {
            yield return $"{prefix}_{Flat(path)}";
        }

        // diffusers' newer text encoders have no outer module.
        if (path.StartsWith(TextModel, StringComparison.Ordinal))
        {
            yield return $"{component}.{path[TextModel.Length..]}";
        }
    }

    // diffusers' old attention processors called the output projection to_out, and CLIP's projections as a UNet's.
    private static IEnumerable<string> Endings(string name)
    {
        yield return name;
        if (name.EndsWith(".to_out.0", StringComparison.Ordinal))
        {
            yield return name[..^".0".Length];
        }

        foreach (var (now, then) in ((string, string)[])[("q_proj", "to_q"), ("k_proj", "to_k"), ("v_proj", "to_v"),
            ("out_proj", "to_out")])
        {
            if (name.EndsWith($".self_attn.{now}", StringComparison.Ordinal))
            {
                yield return name[..^now.Length] + then;
            }
        }
    }

    private static string Flat(string path) => path.Replace('.', '_');
}
