using System.Text.Json.Serialization;

namespace Atelier.Host.Worker;

/// <summary>Judges a picture by rules and scorers.</summary>
/// <param name="File">PNG, JPEG or WebP.</param>
/// <param name="Prompt">What it was to show.</param>
/// <param name="Rules">All are asked; where one refuses, nothing is scored.</param>
internal sealed record AssessQuestion(byte[] File, string Prompt, IReadOnlyList<PartUse> Rules, IReadOnlyList<PartUse> Scorers)
    : WorkerQuestion<Assessment>
{
    // A CLIP model may have to be loaded first, on a slow machine.
    [JsonIgnore]
    public override TimeSpan Patience => TimeSpan.FromMinutes(3);
}

/// <summary>A part by its name, with the options that it is given.</summary>
internal sealed record PartUse(string Name, IReadOnlyDictionary<string, double> Options);

/// <param name="Refusals">One for each rule that refuses the picture.</param>
/// <param name="Scores">One for each scorer, in order; empty where a rule refuses.</param>
internal sealed record Assessment(IReadOnlyList<Refusal> Refusals, IReadOnlyList<PictureScore> Scores);

internal sealed record Refusal(string Rule, string Reason);

/// <param name="Score">As the scorer says it.</param>
/// <param name="Share">Where that lies in the scorer's range: 0 to 1.</param>
internal sealed record PictureScore(string Scorer, double Score, double Share);

/// <summary>All scorers and rules now, with what they lack.</summary>
internal sealed record CuratorsQuestion : WorkerQuestion<Curators>;

internal sealed record Curators(IReadOnlyList<CuratorInfo> Scorers, IReadOnlyList<CuratorInfo> Rules);

/// <summary>A scorer or rule.</summary>
/// <param name="Label">What people read.</param>
/// <param name="Options">The numbers it can be tuned with.</param>
/// <param name="Lacks">Why it cannot work now; null where it can.</param>
/// <param name="Minimum">The lowest score; null of a rule.</param>
/// <param name="Maximum">The highest score; null of a rule.</param>
internal sealed record CuratorInfo(
    string Name, string Label, IReadOnlyList<string> Aliases, string Description, IReadOnlyList<PartOption> Options, string? Lacks,
    double? Minimum = null,
    double? Maximum = null) : INamed;

/// <summary>Makes a picture ready to be shown: larger, at each of some sizes, in each of some formats.</summary>
/// <param name="File">PNG, JPEG or WebP.</param>
/// <param name="Enlarging">Before anything else; null leaves it.</param>
/// <param name="Sizes">At least one.</param>
/// <param name="Focus">What stays in it where edges are cut off.</param>
/// <param name="Formats">At least one.</param>
internal sealed record FinishQuestion(
    byte[] File, Enlarging? Enlarging, IReadOnlyList<FinishedSize> Sizes, FinishFocus Focus, IReadOnlyList<FinishedFormat> Formats)
    : WorkerQuestion<IReadOnlyList<FinishedFile>>
{
    [JsonIgnore]
    public override TimeSpan Patience => TimeSpan.FromMinutes(10);
}

/// <param name="Upscaler">The name of one of pictures.</param>
internal sealed record Enlarging(string Upscaler, double Factor);

/// <summary>Pixels; without a height the picture keeps its proportions, without either its size.</summary>
internal sealed record FinishedSize(int? Width, int? Height);

/// <param name="Mode"><c>point</c>, <c>attention</c> or <c>entropy</c>.</param>
/// <param name="X">Of the point: 0 (left) to 1.</param>
/// <param name="Y">Of the point: 0 (top) to 1.</param>
internal sealed record FinishFocus(string Mode, double X, double Y);

/// <param name="Name"><c>avif</c>, <c>webp</c>, <c>jpeg</c> or <c>png</c>.</param>
/// <param name="Quality">1 to 100; null takes the format's default.</param>
internal sealed record FinishedFormat(string Name, int? Quality);

/// <param name="Size">Which of the sizes, from 0.</param>
/// <param name="Extension">With its dot.</param>
internal sealed record FinishedFile(int Size, string Extension, string MediaType, int Width, int Height, byte[] File);
