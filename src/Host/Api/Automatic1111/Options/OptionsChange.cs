using Atelier.Diffusion.Pipeline.Autoencoders;
using Atelier.Host.Api.Json;
using Atelier.Host.Models;
using Atelier.Generation;
using Atelier.Networks;

namespace Atelier.Host.Api.Automatic1111.Options;

/// <summary>Sets options from what a client sends: <c>POST options</c>, or a request's <c>override_settings</c>.</summary>
internal sealed class OptionsChange(ModelShelf models, IModelFiles files)
{
    private const int Layers = 12;

    /// <summary>The options with the given ones changed. What is wrong is noted in the body.</summary>
    public Automatic1111Options Apply(Automatic1111Options options, LenientBody given)
    {
        return options with
        {
            SdModelCheckpoint = Found(given, "sd_model_checkpoint", name => models.Find(name).Name) ?? options.SdModelCheckpoint,
            SdVae = given.Text("sd_vae") switch
            {
                null or "" => options.SdVae,
                var name when OwnAutoencoder.IsNamed(name) => null,
                _ => Found(given, "sd_vae", name => files.Find(ModelFileKinds.Vae, name, "vae").Name),
            },
            ClipStopAtLastLayers = Layer(given) ?? options.ClipStopAtLastLayers,
            SamplesFormat = OneOf(given, "samples_format", Format, "png", "jpg", "webp") ?? options.SamplesFormat,
            LivePreviewsEnable = given.Switch("live_previews_enable") ?? options.LivePreviewsEnable,
            RandnSource = OneOf(given, "randn_source", Source, "CPU", "NV") ?? options.RandnSource,
            Emphasis = OneOf(given, "emphasis", text => text == "None" ? "Ignore" : text, "Original", "Ignore") ?? options.Emphasis,
            SkipEarlyCond = Fraction(given, "skip_early_cond") ?? options.SkipEarlyCond,
        };
    }

    /// <summary>The model that takes over late; null where none is asked for.</summary>
    public RefinerStage? Refiner(LenientBody body)
    {
        const double never = 1;
        var at = body.Number("refiner_switch_at");
        return body.Text("refiner_checkpoint") is "None" || at >= never
            || Found(body, "refiner_checkpoint", name => models.Find(name).Name) is not { } model
            ? null
            : at is { } given ? new RefinerStage { Model = model, SwitchAt = given } : new RefinerStage { Model = model };
    }

    private static string? Found(LenientBody given, string field, Func<string, string> find)
    {
        if (given.Text(field) is not { Length: > 0 } name)
        {
            return null;
        }

        try
        {
            return find(name);
        }
        catch (RequestException exception)
        {
            given.Refuse(field, exception.Problem);
            return null;
        }
    }

    private static string Format(string text) => text.ToLowerInvariant() is var format && format == "jpeg" ? "jpg" : format;

    private static string Source(string text) => text.ToUpperInvariant() is var source && source == "GPU" ? "NV" : source;

    private static int? Layer(LenientBody given)
    {
        const string field = "CLIP_stop_at_last_layers";
        var layer = given.Whole(field);
        if (layer is < 1 or > Layers)
        {
            given.Refuse(field, $"{layer} is not possible; it must be from 1 to {Layers}");
        }

        return layer;
    }

    private static double? Fraction(LenientBody given, string field)
    {
        var value = given.Number(field);
        if (value is < 0 or > 1)
        {
            given.Refuse(field, "must be from 0 to 1");
        }

        return value;
    }

    private static string? OneOf(LenientBody given, string field, Func<string, string> spell, params string[] known)
    {
        if (given.Text(field) is not { Length: > 0 } text)
        {
            return null;
        }

        if (known.Contains(spell(text)))
        {
            return spell(text);
        }

        given.Refuse(field, $"'{text}' is not possible; it must be {string.Join(", ", known[..^1])} or {known[^1]}");
        return null;
    }
}
