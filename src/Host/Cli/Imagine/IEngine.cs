using Atelier.Diffusion.Pipeline.Inputs;
using Atelier.Generation;

namespace Atelier.Host.Cli.Imagine;

/// <summary>What <c>imagine</c> needs of the engine.</summary>
internal interface IEngine
{
    /// <summary>Makes it ready: libraries and plugins are loaded, a model is not.</summary>
    /// <param name="context">Configuration and plugins.</param>
    /// <param name="pictures">The pictures that requests name.</param>
    IImageGenerator Open(CommandContext context, IPictureSource pictures);

    /// <summary>The request that would make a picture again, from what its file says.</summary>
    /// <param name="picture">A picture file.</param>
    /// <exception cref="InputException">It cannot be read, or does not say how it was made.</exception>
    GenerationRequest RequestOf(string picture);
}
