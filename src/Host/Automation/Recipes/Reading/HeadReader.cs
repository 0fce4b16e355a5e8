using System.Text.Json;
using Atelier.Host.Api.Errors;
using Atelier.Host.Automation.Recipes.Document;
using Atelier.Host.Configuration;
using Atelier.Host.Texts;

namespace Atelier.Host.Automation.Recipes.Reading;

/// <summary>Checks what a recipe says of itself: name, dates, arguments, data.</summary>
internal static class HeadReader
{
    private const int LongestWait = 60;

    public static IEnumerable<FieldProblem> Check(string file, RecipeDocument document)
    {
        if (document.Name is { } name && name != file)
        {
            yield return new FieldProblem(
                "name", $"{OneLine.Quoted(name)} differs from the file's name; it must be {OneLine.Quoted(file)}, or be left out");
        }

        if (document.Hemisphere is not ("north" or "south"))
        {
            yield return new FieldProblem("hemisphere", $"{OneLine.Quoted(document.Hemisphere)} is unknown; it must be north or south");
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(document.TimeZone, out _))
        {
            yield return new FieldProblem(
                "timeZone", $"{OneLine.Quoted(document.TimeZone)} is unknown; it must be an IANA name such as Europe/Berlin");
        }

        var problems = document.Args.SelectMany(arg => Argument(arg.Key, arg.Value))
            .Concat(document.Data.SelectMany(source => Source(source.Key, source.Value)));
        foreach (var problem in problems)
        {
            yield return problem;
        }
    }

    private static IEnumerable<FieldProblem> Argument(string name, JsonElement value)
    {
        if (NameProblem(name) is { } problem)
        {
            yield return new FieldProblem($"args.{name}", problem);
        }

        if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
        {
            yield return new FieldProblem($"args.{name}", "must be a text, a number, true or false; or null where it must be given");
        }
    }

    private static IEnumerable<FieldProblem> Source(string name, DataSource source)
    {
        var field = $"data.{name}";
        if (NameProblem(name) is { } problem)
        {
            yield return new FieldProblem(field, problem);
        }

        if (!source.Url.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            && !source.Url.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            yield return new FieldProblem($"{field}.url", $"{OneLine.Quoted(source.Url)} is no address; it must begin with https://");
        }

        foreach (var (header, reference) in source.Headers)
        {
            if ((IsHeader(header) ? SecretReference.Problem(reference) : "must be named in letters, digits and dashes") is { } wrong)
            {
                yield return new FieldProblem($"{field}.headers.{header}", wrong);
            }
        }

        if (source.Timeout is < 1 or > LongestWait)
        {
            yield return new FieldProblem(
                $"{field}.timeout", $"{source.Timeout} is not possible; it must be from 1 to {LongestWait} seconds");
        }
    }

    private static bool IsHeader(string name) =>
        name.Length is > 0 and <= 64 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');

    private static string? NameProblem(string name) =>
        name.Length is > 0 and <= 64 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-')
        ? null
        : "must be named in letters, digits, - and _, at most 64";
}
