import java.nio.file.Path;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/** A Neo4j server of its own process, Bolt only: {@code java -cp 'JARS/*' Server.java HOME}, configured by HOME/conf/neo4j.conf. */
public final class Server {
    public static void main(String[] arguments) {
        Path home = Path.of(arguments[0]);
        var server = new DatabaseManagementServiceBuilder(home)
                .loadPropertiesFromFile(home.resolve("conf").resolve("neo4j.conf"))
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        System.out.println("started");
    }
}
