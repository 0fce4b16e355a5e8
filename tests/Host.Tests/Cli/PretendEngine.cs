using Atelier.Diffusion.Pipeline.Inputs;
using Atelier.Generation;
using Atelier.Host.Cli;
using Atelier.Host.Cli.Imagine;

namespace Atelier.Host.Tests.Cli;

/// <summary>Reports what an engine reports and writes small files.</summary>
internal sealed class PretendEngine : IEngine, IImageGenerator
{
    /// <summary>What was asked for.</summary>
    public List<GenerationRequest> Requests { get; } = [];

    /// <summary>What pictures of <c>--from</c> say, by path.</summary>
    public Dictionary<string, GenerationRequest> Recipes { get; } = [];

    /// <summary>Runs before a step.</summary>
    public Action<int> BeforeStep { get; set; } = _ => { };

    /// <summary>Where pictures that requests name are read.</summary>
    public IPictureSource? Pictures { get; private set; }

    public IImageGenerator Open(CommandContext context, IPictureSource pictures)
    {
        Pictures = pictures;
        return this;
    }

    public GenerationRequest RequestOf(string picture) => Recipes[picture];

    public IEnumerable<IMadePicture> Generate(GenerationRequest request, IGenerationObserver observer, CancellationToken cancellation)
    {
        Requests.Add(request);
        var steps = request.Steps ?? 4;
        for (var batch = 0; batch < request.Count; batch++)
        {
            observer.OnProgress(new GenerationProgress("encode", 0, 0, batch, request.Count));
            observer.OnProgress(new GenerationProgress("sample", 0, steps, batch, request.Count));
            for (var step = 0; step < steps; step++)
            {
                BeforeStep(step);
                cancellation.ThrowIfCancellationRequested();
                observer.OnProgress(new GenerationProgress("sample", step + 1, steps, batch, request.Count));
            }

            for (var i = 0; i < request.BatchSize; i++)
            {
                yield return new MadePicture((request.Seed ?? 7) + (ulong)((batch * request.BatchSize) + i));
            }
        }
    }

    public void Dispose()
    {
    }

    private sealed class MadePicture(ulong seed) : IMadePicture
    {
        public int Width => 64;

        public int Height => 32;

        public ulong Seed => seed;

        public string Recipe => $$"""{"seed":{{seed}},"prompt":"ein Häuschen"}""";

        public string Save(PictureTarget target)
        {
            var path = target.IsFolder ? Path.Combine(target.Path, $"{seed}.{target.Format}") : target.Path;
            File.WriteAllText(path, $"{target.Format} {target.Quality}");
            return path;
        }
    }
}
