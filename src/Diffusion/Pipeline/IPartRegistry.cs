using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline;

/// <summary>What plugins brought, by kind and name.</summary>
public interface IPartRegistry
{
    /// <summary>All parts of a kind, by name.</summary>
    /// <typeparam name="T">The kind's contract, such as <see cref="Sampling.ISampler"/>.</typeparam>
    IReadOnlyList<T> All<T>()
        where T : class, INamed;

    /// <summary>Finds a part by name or alias, without regard to case.</summary>
    /// <typeparam name="T">The kind's contract.</typeparam>
    /// <param name="name">Its name or an alias.</param>
    /// <exception cref="RequestException">There is none of that name; the message lists the known ones.</exception>
    T Find<T>(string name)
        where T : class, INamed;
}
