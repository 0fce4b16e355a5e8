using System.Text.Json;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Store;
using Atelier.Jobs;

namespace Atelier.Host.Api.Native;

/// <summary>Jobs that make an earlier one again: whether they came out the same, and if not, what differs.</summary>
internal sealed class Replays(IJobStore jobs, IPictureStore pictures)
{
    private const string Prefix = "replay:";

    /// <summary>The source of a job that makes another again.</summary>
    public static string SourceOf(Job original) => Prefix + original.Id;

    /// <summary>What differs from the original; null for a job that is no replay or not done.</summary>
    public async Task<IReadOnlyList<Difference>?> CompareAsync(Job job, CancellationToken cancellation)
    {
        if (job.State != JobState.Succeeded || !job.Source.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        if (await jobs.FindAsync(job.Source[Prefix.Length..], cancellation) is not { State: JobState.Succeeded } original)
        {
            return [new Difference("original", "succeeded", "no longer there")];
        }

        if (original.Pictures.Select(picture => picture.Hash).SequenceEqual(job.Pictures.Select(picture => picture.Hash)))
        {
            return [];
        }

        var differences = new OrderedDictionary<string, Difference>();
        foreach (var (was, now) in original.Pictures.Zip(job.Pictures))
        {
            foreach (var difference in Between(await RecipeAsync(was, cancellation), await RecipeAsync(now, cancellation)))
            {
                differences.TryAdd(difference.Field, difference);
            }
        }

        return differences.Count > 0 ? [.. differences.Values]
            : original.Pictures.Count != job.Pictures.Count
                ? [new Difference("pictures", $"{original.Pictures.Count}", $"{job.Pictures.Count}")]
                : [new Difference("picture", original.Pictures[0].Hash, job.Pictures[0].Hash)];
    }

    private async Task<IReadOnlyDictionary<string, string>> RecipeAsync(JobPicture picture, CancellationToken cancellation)
    {
        var fields = new Dictionary<string, string>();
        if (await pictures.FindAsync(picture.Id, cancellation) is { } stored)
        {
            using var recipe = JsonDocument.Parse(stored.Recipe);
            Flatten(recipe.RootElement, "", fields);
        }

        return fields;
    }

    private static IEnumerable<Difference> Between(IReadOnlyDictionary<string, string> was, IReadOnlyDictionary<string, string> now) =>
        was.Keys.Union(now.Keys)
            .Where(field => was.GetValueOrDefault(field) != now.GetValueOrDefault(field))
            .Select(field => new Difference(field, was.GetValueOrDefault(field), now.GetValueOrDefault(field)));

    private static void Flatten(JsonElement element, string path, Dictionary<string, string> fields)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            fields[path] = element.ToString();
            return;
        }

        foreach (var property in element.EnumerateObject())
        {
            Flatten(property.Value, path.Length > 0 ? $"{path}.{property.Name}" : property.Name, fields);
        }
    }
}
