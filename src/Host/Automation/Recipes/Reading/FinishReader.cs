using System.Globalization;
using System.Text.Json;
using Atelier.Host.Api.Errors;
using Atelier.Host.Automation.Recipes.Document;
using Atelier.Host.Texts;
using Atelier.Host.Worker;
using Atelier.Imaging;

namespace Atelier.Host.Automation.Recipes.Reading;

/// <summary>Reads how pictures are finished: sizes, focus, formats.</summary>
internal static class FinishReader
{
    private const int MostFiles = 100;
    private const int MostWidths = 20;
    private const string FormatNames = "avif, webp, jpeg or png";
    private static readonly string[] Formats = ["avif", "webp", "jpeg", "png"];

    /// <param name="best">How many pictures are finished.</param>
    public static Finish Read(PostSection post, int best, List<FieldProblem> problems)
    {
        if (post.Upscale is { Factor: not (>= 1 and <= 8) } upscale)
        {
            problems.Add(new FieldProblem("post.upscale.factor", $"{upscale.Factor} is not possible; it must be from 1 to 8"));
        }

        var sizes = post.Sizes.Count == 0 ? [new NamedSize("", "", new FinishedSize(null, null))]
            : post.Sizes.SelectMany(size => Sizes(size.Key, size.Value, problems)).ToList();
        IReadOnlyList<FinishedFormat> formats = post.Formats.Count == 0 ? [new FinishedFormat("webp", null)]
            : [.. post.Formats.Select((format, index) => Format(index, format, post, problems))];
        if ((long)best * sizes.Count * formats.Count is > MostFiles and var count)
        {
            problems.Add(
                new FieldProblem("post", $"makes {count} files (pictures × sizes × formats); at most {MostFiles} are published together"));
        }

        return new Finish(
            post.Upscale is { } wish ? new Enlarging(wish.Upscaler, wish.Factor) : null, sizes,
            post.Focus is { } focus ? Focus(focus, problems) : new FinishFocus("point", 0.5, 0.5), formats);
    }

    private static IEnumerable<NamedSize> Sizes(string name, JsonElement value, List<FieldProblem> problems)
    {
        var field = $"post.sizes.{name}";
        if (name.Length is 0 or > 32 || !name.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'))
        {
            problems.Add(
                new FieldProblem(
                    field, "must be named in lower-case letters, digits and dashes, at most 32: the name is part of the files' names"));
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            return [new NamedSize(name, name, Size(field, value, problems))];
        }

        var sizes = value.EnumerateArray().Select((size, index) => Size($"{field}[{index}]", size, problems)).ToList();
        if (sizes.Count is 0 or > MostWidths || sizes.DistinctBy(size => size.Width).Count() < sizes.Count)
        {
            problems.Add(new FieldProblem(field, $"must list 1 to {MostWidths} sizes, each of another width"));
        }

        return sizes.Select(size => new NamedSize(name, FormattableString.Invariant($"{name}-{size.Width}"), size));
    }

    private static FinishedSize Size(string field, JsonElement value, List<FieldProblem> problems)
    {
        var size = value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetInt32(out var width) => new FinishedSize(width, null),
            JsonValueKind.String => Pair(value.GetString()!),
            _ => new FinishedSize(0, 0),
        };
        if (size.Width is not (>= 1 and <= PictureLimits.Side) || size.Height is not (null or (>= 1 and <= PictureLimits.Side)))
        {
            problems.Add(
                new FieldProblem(
                    field, $"must be pixels across and down such as 1600x900, or a width such as 1600; each from 1 to {PictureLimits.Side}"));
        }

        return size;
    }

    private static FinishedSize Pair(string text) =>
        text.Split('x') is [var width, var height]
        && int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out var across)
        && int.TryParse(height, NumberStyles.None, CultureInfo.InvariantCulture, out var down)
            ? new FinishedSize(across, down)
            : new FinishedSize(0, 0);

    private static FinishFocus Focus(JsonElement focus, List<FieldProblem> problems)
    {
        if (focus.ValueKind == JsonValueKind.String && focus.GetString() is "centre" or "center")
        {
            return new FinishFocus("point", 0.5, 0.5);
        }

        if (focus.ValueKind == JsonValueKind.String && focus.GetString() is "attention" or "entropy")
        {
            return new FinishFocus(focus.GetString()!, 0, 0);
        }

        if (focus.ValueKind == JsonValueKind.Object && focus.EnumerateObject().Count() == 2 && Share(focus, "x") is { } x
            && Share(focus, "y") is { } y)
        {
            return new FinishFocus("point", x, y);
        }

        problems.Add(
            new FieldProblem("post.focus", "must be centre, attention, entropy, or a point such as {x: 0.5, y: 0.3}, each from 0 to 1"));
        return new FinishFocus("point", 0, 0);
    }

    private static double? Share(JsonElement focus, string name) =>
        focus.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.GetDouble() is >= 0 and <= 1 and var share ? share : null;

    private static FinishedFormat Format(int index, JsonElement value, PostSection post, List<FieldProblem> problems)
    {
        var field = $"post.formats[{index}]";
        var isObject = value.ValueKind == JsonValueKind.Object;
        foreach (var other in isObject ? value.EnumerateObject().Where(property => property.Name is not ("format" or "quality")) : [])
        {
            problems.Add(
                new FieldProblem(
                    $"{field}.{other.Name}",
                    $"is unknown{NearestName.Hint(other.Name, ["format", "quality"])}; a format has format and quality"));
        }

        var named = !isObject ? value : value.TryGetProperty("format", out var inside) ? inside : default;
        var name = named.ValueKind == JsonValueKind.String ? named.GetString()! : "";
        if (!Formats.Contains(name))
        {
            problems.Add(new FieldProblem(field, name.Length == 0 ? $"must name {FormatNames}"
                : $"{OneLine.Quoted(name)} is unknown{NearestName.Hint(name, Formats)}; it must be {FormatNames}"));
        }

        if (Names(post).Take(index).Contains(name))
        {
            problems.Add(new FieldProblem(field, $"{OneLine.Quoted(name)} is there already; each format stands once"));
        }

        int? quality = null;
        if (isObject && value.TryGetProperty("quality", out var given))
        {
            quality = given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out var number) && number is >= 1 and <= 100
                ? number
                : null;
            if (quality is null)
            {
                problems.Add(new FieldProblem($"{field}.quality", "must be a whole number from 1 to 100"));
            }
        }

        return new FinishedFormat(name, quality);
    }

    private static IEnumerable<string?> Names(PostSection post) => post.Formats.Select(format => format.ValueKind switch
    {
        JsonValueKind.String => format.GetString(),
        JsonValueKind.Object when format.TryGetProperty("format", out var name) && name.ValueKind == JsonValueKind.String =>
            name.GetString(),
        _ => null,
    });
}
