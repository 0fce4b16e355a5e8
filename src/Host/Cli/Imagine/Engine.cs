using Atelier.Generation;

namespace Atelier.Host.Cli.Imagine;

/// <summary>The engine of this build.</summary>
internal sealed class Engine : IEngine
{
    public IImageGenerator Open(CommandContext context) => throw new InputException("this build of Atelier has no engine");

    public GenerationRequest RequestOf(string picture) => throw new InputException("this build of Atelier has no engine");
}
