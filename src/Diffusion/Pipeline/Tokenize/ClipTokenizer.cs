using System.Text;
using Atelier.Networks;

namespace Atelier.Diffusion.Pipeline.Tokenize;

/// <summary>
/// CLIP's tokenizer: text to ids, as openai/CLIP's <c>simple_tokenizer.py</c> does it. Takes any text: control characters go, a lone
/// surrogate becomes U+FFFD. Time grows with n log n of the text. Immutable, so safe to share between threads.
/// </summary>
internal sealed class ClipTokenizer : ITextTokenizer
{
    private readonly TokenizerFiles _files;
    private readonly WordSplitter _splitter;

    private ClipTokenizer(TokenizerFiles files)
    {
        _files = files;
        _splitter = new WordSplitter([files.Start, files.End]);
    }

    /// <inheritdoc/>
    public int StartId => _files.Start.Id;

    /// <inheritdoc/>
    public int EndId => _files.End.Id;

    /// <summary>The id of a comma that ends a word; null where the vocabulary has none.</summary>
    public int? CommaId => _files.CommaId;

    /// <summary>The largest id of the vocabulary.</summary>
    public int LargestId => _files.LargestId;

    /// <summary>Opens a tokenizer in the layout of diffusers.</summary>
    /// <param name="folder">
    /// Holds <c>vocab.json</c> and <c>merges.txt</c>, and <c>special_tokens_map.json</c> where the special tokens differ from CLIP's.
    /// </param>
    /// <exception cref="Checkpoints.CheckpointException">A file is missing or malformed.</exception>
    public static ClipTokenizer Open(string folder) => new(TokenizerFiles.Read(folder));

    /// <summary>The ids of a text, without start, end and padding.</summary>
    /// <param name="text">Any text. Special tokens spelt out in it (<c>&lt;|endoftext|&gt;</c>) become their ids, as in the
    /// original.</param>
    public IReadOnlyList<int> Encode(string text)
    {
        var ids = new List<int>();
        var merging = new WordMerger(_files.Merges);
        var clean = TextCleaner.Clean(text);
        foreach (var word in _splitter.Split(clean))
        {
            if (word.SpecialId is { } special)
            {
                ids.Add(special);
            }
            else
            {
                merging.Merge(Symbols(Encoding.UTF8.GetBytes(clean, word.Start, word.Length)), ids);
            }
        }

        return ids;
    }

    private int[] Symbols(byte[] bytes)
    {
        var symbols = new int[bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            symbols[i] = (i == bytes.Length - 1 ? _files.LastBytes : _files.Bytes)[bytes[i]];
        }

        return symbols;
    }
}
