using System.Text.Json;
using Atelier.Host.Store;

namespace Atelier.Host.Api.Automatic1111.Options;

/// <summary>Each key's options, in the data folder: one client's choice of a model does not change another's pictures.</summary>
internal sealed partial class OptionsFile(DataFolder data, ILogger<OptionsFile> log)
{
    private readonly string _path = Path.Combine(data.Path, "sdapi-options.json");
    private readonly Lock _lock = new();
    private Dictionary<string, Automatic1111Options>? _options;

    public Automatic1111Options Of(string owner)
    {
        lock (_lock)
        {
            return All().GetValueOrDefault(owner) ?? new Automatic1111Options();
        }
    }

    public void Change(string owner, Func<Automatic1111Options, Automatic1111Options> change)
    {
        lock (_lock)
        {
            var all = new Dictionary<string, Automatic1111Options>(All());
            all[owner] = change(all.GetValueOrDefault(owner) ?? new Automatic1111Options());
            WholeFile.Write(_path, JsonSerializer.SerializeToUtf8Bytes(all, Automatic1111Json.Options));
            _options = all;
        }
    }

    private Dictionary<string, Automatic1111Options> All() => _options ??= Read();

    private Dictionary<string, Automatic1111Options> Read()
    {
        try
        {
            return File.Exists(_path)
                ? JsonSerializer.Deserialize<Dictionary<string, Automatic1111Options>>(File.ReadAllBytes(_path), Automatic1111Json.Options)
                    ?? []
                : [];
        }
        catch (JsonException exception)
        {
            Damaged(_path, exception.Message);
            return [];
        }
    }

    [LoggerMessage(LogLevel.Warning, "{File} is damaged and its settings are lost: {Problem}")]
    private partial void Damaged(string file, string problem);
}
