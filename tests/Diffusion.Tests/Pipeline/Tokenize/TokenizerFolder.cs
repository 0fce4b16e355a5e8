using System.Text.Json;
using Atelier.Diffusion.Pipeline.Tokenize;

namespace Atelier.Diffusion.Tests.Pipeline.Tokenize;

/// <summary>A tokenizer's folder with all bytes, a few merges and CLIP's special tokens; gone when disposed.</summary>
internal sealed class TokenizerFolder : IDisposable
{
    private readonly Dictionary<string, int> _ids = [];

    public TokenizerFolder()
        : this(["a b", "a b</w>"], ["ab", "ab</w>"])
    {
    }

    public TokenizerFolder(IReadOnlyList<string> merges, IReadOnlyList<string> joined)
    {
        var bytes = Enumerable.Range(0, 256).Select(value => ByteAlphabet.CharacterOf((byte)value).ToString()).ToArray();
        foreach (var token in bytes.Concat(bytes.Select(text => text + "</w>")).Concat(joined).Concat(["<|startoftext|>", "<|endoftext|>"]))
        {
            _ids.Add(token, _ids.Count);
        }

        Write("vocab.json", JsonSerializer.Serialize(_ids));
        Write("merges.txt", "#version: 0.2\n" + string.Join('\n', merges) + "\n");
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("atelier-tokenizer").FullName;

    public ClipTokenizer Open() => ClipTokenizer.Open(Path);

    public IReadOnlyList<int> Ids(params IEnumerable<string> tokens) => [.. tokens.Select(token => _ids[token])];

    public void Write(string name, string text) => File.WriteAllText(System.IO.Path.Combine(Path, name), text);

    public void Delete(string name) => File.Delete(System.IO.Path.Combine(Path, name));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
