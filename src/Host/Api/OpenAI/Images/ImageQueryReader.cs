using System.Globalization;
using Atelier.Generation;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Json;
using Atelier.Host.Configuration;
using Atelier.Host.Models;
using Atelier.Host.Texts;

namespace Atelier.Host.Api.OpenAI.Images;

/// <summary>Reads a request for pictures. What it leaves out is the model's own.</summary>
internal sealed class ImageQueryReader(ModelShelf models, AtelierOptions options)
{
    private const int MostPictures = 10;
    private const int MostPartialImages = 3;
    private const int Percent = 100;

    /// <summary>Reads it.</summary>
    /// <param name="body">The request's parameters.</param>
    /// <param name="needsPrompt">Whether it must say what to show.</param>
    /// <exception cref="ApiException">A parameter is wrong, or asks for what is not possible.</exception>
    public ImageQuery Read(LenientBody body, bool needsPrompt = true)
    {
        var asked = body.Text("model");
        var model = Model(body, asked);
        var quality = OneOf(body, "quality", "auto", "standard", "hd", "low", "medium", "high");
        var format = OneOf(body, "output_format", "png", "jpeg", "webp") ?? "png";
        OneOf(body, "style", "vivid", "natural");
        OneOf(body, "moderation", "auto", "low");
        OneOf(body, "background", "auto", "opaque");
        var (width, height) = Size(body);
        var stream = body.Switch("stream") ?? false;
        var query = new ImageQuery(
            new GenerationRequest
            {
                Prompt = needsPrompt ? Prompt(body) : "",
                Model = model,
                Width = width,
                Height = height,
                Count = Whole(body, "n", 1, MostPictures) ?? 1,
                Steps = Steps(quality, model),
            },
            format,
            Whole(body, "output_compression", 0, Percent) is { } compression && format != "png" ? Math.Max(1, compression) : null,
            OneOf(body, "response_format", "url", "b64_json") is { } answer ? answer == "url" : IsLinkedByDefault(asked),
            stream,
            Whole(body, "partial_images", 0, MostPartialImages) ?? 0,
            quality);
        body.ThrowIfWrong();
        return query;
    }

    // As OpenAI does: its older models answer with links.
    private static bool IsLinkedByDefault(string? asked) => asked?.StartsWith("gpt-image", StringComparison.Ordinal) != true;

    private static string Prompt(LenientBody body)
    {
        if (body.Text("prompt") is { Length: > 0 } prompt)
        {
            return prompt;
        }

        body.Refuse("prompt", "is missing; say what to show");
        return "";
    }

    // Programs name OpenAI's own models without asking their users: what they mean is whatever is there.
    private string? Model(LenientBody body, string? asked)
    {
        if (string.IsNullOrEmpty(asked))
        {
            return null;
        }

        try
        {
            return models.Find(asked).Name;
        }
        catch (RequestException) when (((string[])["dall-e-", "gpt-image-"]).Any(own => asked.StartsWith(own, StringComparison.Ordinal)))
        {
            return null;
        }
        catch (RequestException exception)
        {
            throw new ApiException(new ApiError(StatusCodes.Status404NotFound, "model_not_found", exception.Problem, "model"));
        }
    }

    // A quality is a number of steps here: half or twice what the model suggests.
    private int? Steps(string? quality, string? model)
    {
        if (quality is not ("low" or "high" or "hd"))
        {
            return null;
        }

        var usual = models.Find(model).Defaults!.Steps;
        return quality == "low" ? Math.Max(1, usual / 2) : Math.Min(usual * 2, options.Limits.Steps);
    }

    private static (int? Width, int? Height) Size(LenientBody body)
    {
        var text = body.Text("size");
        if (text is null or "" or "auto")
        {
            return (null, null);
        }

        if (text.Split('x') is [var width, var height] && Side(width) is { } first && Side(height) is { } second)
        {
            return (first, second);
        }

        body.Refuse("size", $"{OneLine.Quoted(text)} is not possible; it must be auto, or like 512x768");
        return (null, null);
    }

    private static int? Side(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var side) ? side : null;

    private static int? Whole(LenientBody body, string field, int least, int most)
    {
        var value = body.Whole(field);
        if (value < least || value > most)
        {
            body.Refuse(field, $"{value} is not possible; it must be from {least} to {most}");
        }

        return value;
    }

    /// <summary>A word; null where it is left out. Another is noted in the body.</summary>
    public static string? OneOf(LenientBody body, string field, params string[] known)
    {
        if (body.Text(field) is not { Length: > 0 } text)
        {
            return null;
        }

        if (known.Contains(text))
        {
            return text;
        }

        body.Refuse(field, $"{OneLine.Quoted(text)} is not possible here; it must be {string.Join(", ", known[..^1])} or {known[^1]}");
        return null;
    }
}
