using Atelier.Generation;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Worker;
using Atelier.Jobs;

namespace Atelier.Host.Automation.Recipes.Running;

/// <summary>A step of a recipe: what fails in it says so.</summary>
internal static class Step
{
    /// <exception cref="RunException">It failed; the message begins with the step's name.</exception>
    public static async Task<T> RunAsync<T>(string name, Func<Task<T>> step)
    {
        try
        {
            return await step();
        }
        catch (RunException exception)
        {
            throw new RunException(exception.Code, $"{name}: {exception.Message}", exception.Place);
        }
        catch (RequestException exception)
        {
            throw new RunException("invalid_recipe", $"{name}: {exception.Message}", exception.Field);
        }
        catch (QueueRefusedException exception)
        {
            throw new RunException("refused", $"{name}: {exception.Message}");
        }
        catch (WorkerUnavailableException exception)
        {
            throw new RunException("no_worker", $"{name}: {exception.Message}");
        }
    }
}
