using System.Text;
using System.Text.Json;
using Atelier.Diffusion.Checkpoints;

namespace Atelier.Host.Downloads;

/// <summary>Checks that a fetched file is what its name says, before it gets that name.</summary>
internal static class ContentCheck
{
    // The largest is a text encoder's tokenizer.json.
    private const long MaxText = 64 << 20;

    /// <param name="path">The file.</param>
    /// <param name="name">Its name, for messages and for its kind.</param>
    /// <exception cref="DownloadException">It is something else.</exception>
    public static void Check(string path, string name)
    {
        try
        {
            switch (Path.GetExtension(name).ToLowerInvariant())
            {
                case ModelNames.Safetensors:
                    using (SafetensorsFile.Open(path, name))
                    {
                        return;
                    }

                case ModelNames.Onnx:
                    CheckOnnx(path, name);
                    return;
                case ".json":
                    using (JsonDocument.Parse(Text(path, name).TrimStart('\uFEFF')))
                    {
                        return;
                    }

                default:
                    _ = Text(path, name);
                    return;
            }
        }
        catch (CheckpointException exception)
        {
            throw Wrong(exception.Message, exception);
        }
        catch (JsonException exception)
        {
            throw Wrong($"{name}: not JSON (line {exception.LineNumber + 1})", exception);
        }
        catch (DecoderFallbackException exception)
        {
            throw Wrong($"{name}: not a text", exception);
        }
    }

    private static void CheckOnnx(string path, string name)
    {
        if (OnnxFileReader.ReadLocations(path, name) is { Count: > 0 } locations)
        {
            throw Wrong($"{name}: its weights lie in {locations.Count} other files, which are not fetched with it; use one that holds its weights itself");
        }
    }

    private static string Text(string path, string name) => new FileInfo(path).Length is var length && length <= MaxText
        ? new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(path))
        : throw Wrong($"{name}: {length} bytes; at most {MaxText} are allowed");

    private static DownloadException Wrong(string problem, Exception? inner = null) =>
        new(DownloadFault.WrongContent, $"{problem}; it was removed", null, inner);
}
