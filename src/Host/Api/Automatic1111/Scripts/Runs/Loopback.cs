using Atelier.Generation;
using Atelier.Host.Store;
using Atelier.Host.Worker;

namespace Atelier.Host.Api.Automatic1111.Scripts.Runs;

/// <summary>AUTOMATIC1111's loopback: what was made is begun from again, with a strength that changes from loop to loop.</summary>
internal sealed class Loopback : IScriptRun
{
    private const int MostLoops = 32;
    private static readonly string[] Curves = ["Aggressive", "Linear", "Lazy"];
    private static readonly string[] Interrogators = ["None", "CLIP", "DeepBooru"];

    private readonly int _loops;
    private readonly double _finalStrength;
    private readonly string _curve;
    private readonly int _batches;

    private Loopback(int loops, double finalStrength, string curve, int batches) =>
        (_loops, _finalStrength, _curve, _batches) = (loops, finalStrength, curve, batches);

    public static IReadOnlyList<ScriptArgument> Arguments { get; } =
    [
        new("Loops", 4, 1, MostLoops, 1), new("Final denoising strength", 0.5, 0, 1, 0.01),
        new("Denoising strength curve", "Linear", Choices: Curves),
        new("Append interrogated prompt at each iteration", "None", Choices: Interrogators),
    ];

    public int? Jobs => _loops * _batches;

    public static IScriptRun Read(GenerationRequest request, ScriptArguments arguments)
    {
        var loops = arguments.Number(0, 4);
        var strength = arguments.Number(1, 0.5);
        if (loops != Math.Round(loops) || loops is < 1 or > MostLoops)
        {
            arguments.Refuse(0, $"must be a whole number of loops, from 1 to {MostLoops}");
        }

        if (strength is < 0 or > 1)
        {
            arguments.Refuse(1, "must be a strength from 0 to 1");
        }

        if (arguments.Word(3, Interrogators) != "None")
        {
            arguments.Refuse(3, "must be None: pictures cannot be put into words here");
        }

        return new Loopback((int)loops, strength, arguments.Word(2, Curves, "Linear"), request.Count);
    }

    public async Task<IReadOnlyList<ShownPicture>> MakeAsync(GenerationRequest request, ScriptJobs jobs, CancellationToken cancellation)
    {
        var history = new List<StoredPicture>();
        var seed = request.Seed;
        for (var batch = 0; batch < _batches && !jobs.IsInterrupted; batch++)
        {
            StoredPicture? last = null;
            for (var loop = 0; loop < _loops; loop++, seed = unchecked(seed + 1))
            {
                var made = (await jobs.MakeAsync(Of(request, seed, loop, last), cancellation)).FirstOrDefault();
                if (made is null)
                {
                    break;
                }

                last = made;
                if (_batches == 1)
                {
                    history.Add(made);
                }

                if (jobs.IsInterrupted)
                {
                    break;
                }
            }

            if (_batches > 1 && last is not null)
            {
                history.Add(last);
            }
        }

        return history.Count > 1
            ? [await SheetAsync(history, jobs, cancellation), .. history.Select(ShownPicture.Of)]
            : [.. history.Select(ShownPicture.Of)];
    }

    /// <summary>The strength of a loop: the request's own at first, the final one at last.</summary>
    internal double Strength(double first, int loop)
    {
        if (_loops == 1)
        {
            return first;
        }

        var progress = (double)loop / (_loops - 1);
        var share = _curve switch
        {
            "Aggressive" => Math.Sin(progress * Math.PI / 2),
            "Lazy" => 1 - Math.Cos(progress * Math.PI / 2),
            _ => progress,
        };
        return first + ((_finalStrength - first) * share);
    }

    private GenerationRequest Of(GenerationRequest request, ulong? seed, int loop, StoredPicture? last)
    {
        var image = request.Image!;
        return request with
        {
            Seed = seed,
            BatchSize = 1,
            Count = 1,
            Image = image with
            {
                Picture = last is null ? image.Picture : PictureHash.Reference(last.Hash),
                Strength = Math.Round(Strength(image.Strength, loop), 10),

                // What the first loop filled is worth keeping from the second on.
                Mask = last is null ? image.Mask : image.Mask is { } mask ? mask with { Content = "original" } : null,
            },
        };
    }

    private static async Task<ShownPicture> SheetAsync(List<StoredPicture> history, ScriptJobs jobs, CancellationToken cancellation)
    {
        var files = await jobs.FilesAsync(history, cancellation);
        var sheet = await jobs.AskAsync(new SheetQuestion(files, [.. history.Select(_ => "")], [""], Gap: 0), cancellation);
        return new ShownPicture(history[0].Infotext, history[0].Seed, sheet.Width, sheet.Height, File: sheet.File, IsSheet: true);
    }
}
