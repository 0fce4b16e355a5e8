using Atelier.Diffusion.Pipeline;
using Atelier.Generation;
using Atelier.Networks;

namespace Atelier.Host.Tests.Worker.Work;

/// <summary>A few parts, and no files beside the models.</summary>
internal sealed class SomeParts(params INamed[] parts) : IPartRegistry, IModelFiles, IModelRuntime
{
    public IReadOnlyList<T> All<T>()
        where T : class, INamed => [.. parts.OfType<T>()];

    public T Find<T>(string name)
        where T : class, INamed =>
        All<T>().FirstOrDefault(part => part.Name == name) ?? throw new RequestException(typeof(T).Name, $"'{name}' is unknown");

    public IReadOnlyList<ModelFile> List(string kind) => [];

    public ModelFile Find(string kind, string name, string field) => throw new RequestException(field, $"'{name}' is unknown");

    public INetwork Open(ModelFile file, CancellationToken cancellation = default) =>
        throw new InvalidOperationException("There is no file.");
}
