using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Pipeline.Autoencoders;
using Atelier.Generation;
using Atelier.Host.Worker;
using Atelier.Networks;

namespace Atelier.Host.Queue;

/// <summary>
/// Looks up what a request names beside its model and sampler: autoencoder, adapters, ControlNets, preprocessors, refiner. Headers are
/// read where they tell that something is for another family; nothing native is used.
/// </summary>
internal sealed class NamedFiles(IModelFiles files, AdapterCatalog adapters, ReadyModels models)
{
    /// <summary>The request with each name spelled as what it names.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="family">The model's family; null where the model is not known.</param>
    /// <param name="parts">What plugins bring.</param>
    /// <param name="problems">Takes what is wrong; the name stays as it is then.</param>
    public GenerationRequest Find(GenerationRequest request, string? family, InventoryParts parts, ICollection<RequestException> problems)
    {
        return request with
        {
            Vae = request.Vae is { } vae && !OwnAutoencoder.IsNamed(vae)
                ? Try(vae, () => files.Find(ModelFileKinds.Vae, vae, "vae").Name)
                : null,
            Refiner = request.Refiner is { } refiner
                ? refiner with { Model = Try(refiner.Model, () => Model("refiner.model", refiner.Model)) }
                : null,
            Adapters = request.Adapters.Count == 0 ? request.Adapters : [.. request.Adapters.Select((adapter, index) =>
                adapter with { Name = Try(adapter.Name, () => Adapter($"adapters[{index}].name", adapter.Name, family)) })],
            Controls = request.Controls.Count == 0
                ? request.Controls
                : [.. request.Controls.Select((unit, index) => Unit(unit, $"controls[{index}]"))],
        };

        ControlUnit Unit(ControlUnit unit, string field)
        {
            var named = unit with
            {
                Model = Try(unit.Model, () => files.Find(ModelFileKinds.ControlNet, unit.Model, $"{field}.model").Name),
                Preprocessor = Try(unit.Preprocessor, () => Preprocessor(unit.Preprocessor, $"{field}.preprocessor", parts)),
            };
            return named with
            {
                PreprocessorOptions =
                    Try(named.PreprocessorOptions, () => parts.PreprocessorOptions(named, $"{field}.preprocessorOptions")),
            };
        }

        T Try<T>(T otherwise, Func<T> find)
        {
            try
            {
                return find();
            }
            catch (RequestException problem)
            {
                problems.Add(problem);
                return otherwise;
            }
        }
    }

    /// <summary>An adapter's name.</summary>
    /// <exception cref="RequestException">There is none of that name, it cannot be used, or it is for another family.</exception>
    public string Adapter(string field, string name, string? family)
    {
        var entry = adapters.Find(name, field);
        return entry.Family is null || family is null || entry.Family == family
            ? entry.Name
            : throw new RequestException(field, $"{entry.Name} was made for {entry.Family}, and the model is {family}");
    }

    private string Model(string field, string name)
    {
        try
        {
            return models.Find(name).Name;
        }
        catch (RequestException problem)
        {
            throw new RequestException(field, problem.Problem);
        }
    }

    // A part goes before a file of its name, as in the worker.
    private string Preprocessor(string name, string field, InventoryParts parts)
    {
        if (parts.TryPreprocessor(name) is { } found)
        {
            return found;
        }

        try
        {
            return files.Find(ModelFileKinds.Annotator, name, field).Name;
        }
        catch (RequestException problem)
        {
            throw new RequestException(field, $"{problem.Problem}; of plugins there are {string.Join(", ", parts.Preprocessors)}");
        }
    }
}
