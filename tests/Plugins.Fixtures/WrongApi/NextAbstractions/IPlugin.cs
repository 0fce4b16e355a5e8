namespace Atelier.Plugins;

public interface IPlugin
{
    void ConfigureDifferently();
}
