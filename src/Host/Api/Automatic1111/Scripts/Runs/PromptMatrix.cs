using Atelier.Generation;
using Atelier.Host.Store;
using Atelier.Host.Worker;

namespace Atelier.Host.Api.Automatic1111.Scripts.Runs;

/// <summary>
/// AUTOMATIC1111's prompt matrix: a picture for every combination of the prompt's parts behind its first <c>|</c>, and a sheet of them
/// before.
/// </summary>
internal sealed class PromptMatrix : IScriptRun
{
    private const int MostParts = 6;
    private const char Between = '|';
    private const string NoPart = "–";
    private static readonly string[] Types = ["positive", "negative"];
    private static readonly string[] Delimiters = ["comma", "space"];

    private readonly string[] _parts;
    private readonly bool _atStart;
    private readonly bool _differentSeeds;
    private readonly bool _isNegative;
    private readonly string _delimiter;
    private readonly int _margin;

    private PromptMatrix(string[] parts, ScriptArguments arguments, bool isNegative, string delimiter)
    {
        _parts = parts;
        _isNegative = isNegative;
        _delimiter = delimiter;
        _atStart = arguments.Switch(0, false);
        _differentSeeds = arguments.Switch(1, false);
        _margin = (int)Math.Clamp(arguments.Number(4, 0), 0, 500);
    }

    public static IReadOnlyList<ScriptArgument> Arguments { get; } =
    [
        new("Put variable parts at start of prompt", false), new("Use different seed for each image", false),
        new("Select prompt", Types[0], Choices: Types), new("Select joining char", Delimiters[0], Choices: Delimiters),
        new("Grid margins (px)", 0, 0, 500, 2),
    ];

    public int? Jobs => 1 << (_parts.Length - 1);

    // Columns are of the first half of the parts, rows of the rest.
    private int InColumns => _parts.Length / 2;

    public static IScriptRun Read(GenerationRequest request, ScriptArguments arguments)
    {
        var isNegative = arguments.Word(2, Types) == Types[1];
        var delimiter = arguments.Word(3, Delimiters) == Delimiters[1] ? " " : ", ";
        var parts = (isNegative ? request.NegativePrompt : request.Prompt).Split(Between);
        if (parts.Length > MostParts + 1)
        {
            arguments.Refuse(
                isNegative ? "negative_prompt" : "prompt",
                $"has {parts.Length - 1} parts behind its first {Between}; at most {MostParts} are taken: {1 << MostParts} pictures");
        }

        return new PromptMatrix(parts, arguments, isNegative, delimiter);
    }

    public async Task<IReadOnlyList<ShownPicture>> MakeAsync(GenerationRequest request, ScriptJobs jobs, CancellationToken cancellation)
    {
        var made = new StoredPicture?[Jobs!.Value];
        for (var combination = 0; combination < made.Length && !jobs.IsInterrupted; combination++)
        {
            made[combination] = (await jobs.MakeAsync(Of(request, combination), cancellation)).FirstOrDefault();
        }

        var pictures = made.OfType<StoredPicture>().ToList();
        return pictures.Count == 0 ? [] : [await SheetAsync(made, pictures[0], jobs, cancellation), .. pictures.Select(ShownPicture.Of)];
    }

    private GenerationRequest Of(GenerationRequest request, int combination)
    {
        var chosen = Chosen(combination, _parts[1..]);
        var prompt = string.Join(_delimiter, _atStart ? [.. chosen, _parts[0]] : [_parts[0], .. chosen]);
        return request with
        {
            Prompt = _isNegative ? request.Prompt : prompt,
            NegativePrompt = _isNegative ? prompt : request.NegativePrompt,
            Seed = unchecked(request.Seed + (_differentSeeds ? (ulong)combination : 0)),
            BatchSize = 1,
            Count = 1,
        };
    }

    private async Task<ShownPicture> SheetAsync(StoredPicture?[] made, StoredPicture first, ScriptJobs jobs, CancellationToken cancellation)
    {
        var files = new byte[]?[made.Length];
        for (var cell = 0; cell < made.Length; cell++)
        {
            files[cell] = made[cell] is { } picture ? (await jobs.FilesAsync([picture], cancellation))[0] : null;
        }

        var sheet = await jobs.AskAsync(
            new SheetQuestion(files, Labels(_parts[1..(InColumns + 1)]), Labels(_parts[(InColumns + 1)..]), _margin), cancellation);
        return new ShownPicture(first.Infotext, first.Seed, sheet.Width, sheet.Height, File: sheet.File, IsSheet: true);
    }

    private static string[] Labels(string[] parts) => parts.Length == 0 ? [""] :
    [
        .. Enumerable.Range(0, 1 << parts.Length)
            .Select(combination => Chosen(combination, parts) is { Length: > 0 } chosen ? string.Join(" + ", chosen) : NoPart),
    ];

    private static string[] Chosen(int combination, string[] parts) =>
        [.. parts.Where((_, index) => (combination & (1 << index)) != 0).Select(part => part.Trim().Trim(','))];
}
