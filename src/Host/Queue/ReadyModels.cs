using System.Collections.Concurrent;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Pipeline;
using Atelier.Generation;
using Atelier.Host.Texts;

namespace Atelier.Host.Queue;

/// <summary>A model that can be used.</summary>
/// <param name="Name">As it is listed.</param>
/// <param name="Family">Its family's id: <c>sd1</c>, <c>sdxl</c>.</param>
internal sealed record ReadyModel(string Name, ModelDefaults Defaults, string Family);

/// <summary>
/// Looks models up before their jobs are queued. An answer holds for two seconds: reading a large model's headers for each of many jobs
/// would be slow.
/// </summary>
internal sealed class ReadyModels(ModelCatalog catalog, TimeProvider time)
{
    private const int Most = 100;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, (ReadyModel Model, long At)> _known = new(StringComparer.Ordinal);

    /// <exception cref="RequestException">There is none of that name, or it cannot be used.</exception>
    public ReadyModel Find(string name)
    {
        if (_known.TryGetValue(name, out var known) && time.GetElapsedTime(known.At) < Fresh)
        {
            return known.Model;
        }

        var model = Read(name);
        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        _known[name] = (model, time.GetTimestamp());
        return model;
    }

    private ReadyModel Read(string name)
    {
        var entry = catalog.Find(name);
        try
        {
            using var checkpoint = catalog.Open(entry.Name);
            return new ReadyModel(entry.Name, ModelDefaults.Of(checkpoint), checkpoint.Family.Id);
        }
        catch (CheckpointException exception)
        {
            // Its message says the path, which is nobody's business.
            throw new RequestException(
                "model", $"{entry.Name} cannot be used: {OneLine.Of(exception.Message.Replace(entry.Path, entry.Name, StringComparison.Ordinal))}");
        }
    }
}
