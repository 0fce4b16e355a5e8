using System.Text;
using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Pipeline.Tokenize;

/// <summary>What a tokenizer's folder says, reduced to ids.</summary>
internal sealed class TokenizerFiles
{
    private const string WordEnd = "</w>";

    private TokenizerFiles(Vocabulary vocabulary, SpecialTokens special, MergeTable merges)
    {
        Merges = merges;
        Start = Special(vocabulary, special.Start);
        End = Special(vocabulary, special.End);
        var unknown = Special(vocabulary, special.Unknown).Id;
        for (var value = 0; value < 256; value++)
        {
            var character = ByteAlphabet.CharacterOf((byte)value).ToString();
            Bytes[value] = vocabulary.Find(character) ?? unknown;
            LastBytes[value] = vocabulary.Find(character + WordEnd) ?? unknown;
        }

        CommaId = vocabulary.Find("," + WordEnd);
        LargestId = vocabulary.LargestId;
    }

    public MergeTable Merges { get; }

    public SpecialToken Start { get; }

    public SpecialToken End { get; }

    /// <summary>The id of each byte inside a word.</summary>
    public int[] Bytes { get; } = new int[256];

    /// <summary>The id of each byte at a word's end.</summary>
    public int[] LastBytes { get; } = new int[256];

    public int? CommaId { get; }

    public int LargestId { get; }

    public static TokenizerFiles Read(string folder)
    {
        var vocabularyPath = Path.Combine(folder, "vocab.json");
        var mergesPath = Path.Combine(folder, "merges.txt");
        if (!File.Exists(vocabularyPath) || !File.Exists(mergesPath))
        {
            throw new CheckpointException($"No tokenizer in {folder}: put CLIP's vocab.json and merges.txt there.");
        }

        try
        {
            var vocabulary = Vocabulary.Read(vocabularyPath);
            var merges = ReadMerges(mergesPath, vocabulary);
            return new TokenizerFiles(vocabulary, SpecialTokens.Read(Path.Combine(folder, "special_tokens_map.json")), merges);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"The tokenizer in {folder} cannot be read: {exception.Message}", exception);
        }
    }

    private static MergeTable ReadMerges(string path, Vocabulary vocabulary)
    {
        var text = File.ReadAllText(path, Encoding.UTF8).AsSpan();
        var merges = new MergeTable(vocabulary.Count);
        var number = 0;
        foreach (var range in text.Split('\n'))
        {
            number++;
            var line = text[range].Trim();
            if (line.IsEmpty || (number == 1 && line.StartsWith("#version")))
            {
                continue;
            }

            var space = line.IndexOf(' ');
            if (space < 0
                || vocabulary.Find(line[..space]) is not { } left
                || vocabulary.Find(line[(space + 1)..]) is not { } right
                || vocabulary.FindJoined(line[..space], line[(space + 1)..]) is not { } joined)
            {
                throw new CheckpointException(
                    $"{path}: line {number} is not a pair that vocab.json knows; take both files from the same tokenizer.");
            }

            merges.Add(left, right, joined);
        }

        return merges;
    }

    private static SpecialToken Special(Vocabulary vocabulary, string text) => new(
        text,
        vocabulary.Find(text) ?? throw new CheckpointException(
            $"{vocabulary.Path}: the special token {text} is missing; take all files from the same tokenizer."));
}

/// <summary>A token that is no text.</summary>
internal sealed record SpecialToken(string Text, int Id);
