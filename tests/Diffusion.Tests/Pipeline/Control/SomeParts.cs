using Atelier.Diffusion.Pipeline;
using Atelier.Imaging;
using Atelier.Networks;
using Atelier.Preprocessing;

namespace Atelier.Diffusion.Tests.Pipeline.Control;

/// <summary>Preprocessors of which all is known, and files beside the models.</summary>
internal sealed class SomeParts(params IPreprocessor[] parts) : IPartRegistry, IModelFiles, IModelRuntime
{
    public List<ModelFile> Files { get; } = [];

    public IReadOnlyList<T> All<T>()
        where T : class, INamed => [.. parts.OfType<T>()];

    public T Find<T>(string name)
        where T : class, INamed => All<T>().Single(part => part.Name == name);

    public IReadOnlyList<ModelFile> List(string kind) => Files;

    public ModelFile Find(string kind, string name, string field) => Files.Single(file => file.Name == name);

    public INetwork Open(ModelFile file, CancellationToken cancellation = default) =>
        throw new InvalidOperationException("No network is needed here.");
}

/// <summary>Gives the picture back, and remembers what it was given.</summary>
internal sealed class Recording : IPreprocessor
{
    public string Name => "recording";

    public IReadOnlyList<string> Aliases => ["Recording (tape)"];

    public IReadOnlyList<PartOption> Options { get; } = [new("level", 5, 1, 10, "A number.")];

    public bool KeepsSize { get; init; }

    public bool MarksMask { get; init; }

    public Func<Picture, Picture> Make { get; init; } = picture => picture;

    public (Picture Picture, PreprocessingContext Context) Last { get; private set; }

    public Picture Process(Picture picture, PreprocessingContext context)
    {
        Last = (picture, context);
        return Make(picture);
    }
}

/// <summary>Every file beside the models is one of its own.</summary>
internal sealed class FromFiles : IPreprocessor
{
    public string Name => "from_files";

    public Exception? Failure { get; init; }

    public IReadOnlyList<PreprocessorModel> Models(IModelFiles files) =>
        [.. files.List(ModelFileKinds.Annotator).Select(file => new PreprocessorModel(file, $"The {file.Name}", "", "Depth"))];

    public Picture Process(Picture picture, PreprocessingContext context) =>
        Failure is null ? Picture.Own(picture.Width, picture.Height, new byte[picture.Pixels.Length]) : throw Failure;
}
