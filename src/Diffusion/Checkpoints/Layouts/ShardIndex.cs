using System.Text.Json;

namespace Atelier.Diffusion.Checkpoints;

/// <summary>The <c>*.safetensors.index.json</c> beside shards: <c>weight_map</c> gives each tensor's file.</summary>
internal static class ShardIndex
{
    private const int MaxShards = 100;

    /// <summary>The shards' file names, each once.</summary>
    /// <exception cref="CheckpointException">The index is not one, or names a file outside its folder.</exception>
    public static IReadOnlyList<string> Read(string path, string label)
    {
        var root = BoundedJson.Read(path, label, 16 << 20);
        if (!root.TryGetProperty("weight_map", out var map) || map.ValueKind != JsonValueKind.Object)
        {
            throw CheckpointException.Invalid(label, "weight_map, an object of tensor name to file name, is missing");
        }

        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var entry in map.EnumerateObject())
        {
            var name = entry.Value.ValueKind == JsonValueKind.String ? entry.Value.GetString()! : "";
            if (name != Path.GetFileName(name) || !name.EndsWith(".safetensors", StringComparison.Ordinal)
                || ExternalDataGuard.Problem(name) is not null)
            {
                throw CheckpointException.Invalid(
                    label, "every file of weight_map must be a .safetensors file in the same folder, named without a path");
            }

            names.Add(name);
        }

        return names.Count is > 0 and <= MaxShards
            ? [.. names]
            : throw CheckpointException.Invalid(label, $"weight_map names {names.Count} files; 1 to {MaxShards} are allowed");
    }
}
